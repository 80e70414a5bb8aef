package heapsh;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds the direction between the packages: who may use whom. */
@Tag("engineless")
class PackageDirectionTest {
  /** What each package may use besides itself, libraries and {@link HeapException}. */
  private static final Map<String, Set<String>> MAY_USE =
      Map.of(
          "heapsh.hprof", Set.of(),
          "heapsh.live", Set.of(),
          "heapsh.render", Set.of(),
          "heapsh.demo", Set.of(),
          "heapsh.graph", Set.of("heapsh.hprof"),
          "heapsh.jdk", Set.of("heapsh.graph", "heapsh.hprof", "heapsh.render"),
          "heapsh.mat", Set.of("heapsh.graph", "heapsh.hprof", "heapsh.render"),
          "heapsh",
              Set.of(
                  "heapsh.demo",
                  "heapsh.graph",
                  "heapsh.hprof",
                  "heapsh.jdk",
                  "heapsh.live",
                  "heapsh.mat",
                  "heapsh.render"));

  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("heapsh");

  @Test
  void everyPackageHasItsRule() {
    Set<String> packages = new TreeSet<>();
    CODE.forEach(c -> packages.add(c.getPackageName()));

    Assertions.assertThat(MAY_USE.keySet()).containsAll(packages);
  }

  @ParameterizedTest
  @MethodSource("packages")
  void usesOnlyWhatStandsBelowIt(String name) {
    Set<String> allowed = MAY_USE.get(name);
    classes()
        .that()
        .resideInAPackage(name)
        .should()
        .onlyDependOnClassesThat(isAllowed(name, allowed))
        .allowEmptyShould(true)
        .check(CODE);
  }

  private static DescribedPredicate<JavaClass> isAllowed(String name, Set<String> allowed) {
    return DescribedPredicate.describe(
        "are libraries, HeapException, of " + name + " or of " + allowed,
        c -> {
          String used = c.getBaseComponentType().getPackageName();
          boolean ours = used.equals("heapsh") || used.startsWith("heapsh.");
          return !ours
              || used.equals(name)
              || allowed.contains(used)
              || c.getName().equals(HeapException.class.getName());
        });
  }

  static Stream<String> packages() {
    return MAY_USE.keySet().stream().sorted();
  }
}
