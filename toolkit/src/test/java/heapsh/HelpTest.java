package heapsh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {
  private static final List<Class<?>> API =
      List.of(
          Asized.class,
          Chain.class,
          ChainTree.class,
          ClassTracker.class,
          Cycles.class,
          NewIds.class,
          Profile.class,
          RefTree.class,
          RelativeHeap.class,
          WhyAlive.class,
          Heap.class,
          ObjectSet.class,
          Partition.class,
          Kind.class,
          Classifier.class,
          HeapObject.class,
          RootPaths.class,
          ReferencePattern.class,
          DominatorBranches.class,
          Cut.class,
          Options.class,
          Growth.class,
          PathGrowth.class,
          ThreadTable.class,
          HeapThread.class,
          Stat.class,
          Summary.class,
          Tracker.class,
          Jmx.class,
          SavedHistograms.class,
          Watch.class,
          Suspects.class,
          Rule.class,
          Rich.class,
          Plot.class,
          ReferenceGraph.class,
          Treemap.class,
          SizeHistogram.class,
          LeakCandidates.class,
          AllocationSites.class,
          Recording.class,
          Shell.class);
  private static final Set<String> NOT_VERBS =
      Set.of("toString", "equals", "hashCode", "banner", "answer", "iterator", "spliterator");

  private final Help help = Help.load();

  @Test
  void everyPublicVerbHasTextCostAndExample() {
    Set<String> missing = new TreeSet<>();
    for (Class<?> type : API) {
      for (String verb : verbs(type)) {
        String path = type.getSimpleName() + "." + verb;
        String text = help.knows(path) ? help.of(path) : "";
        if (!text.contains("Example: ") || !text.contains("Cost: ")) {
          missing.add(path);
        }
      }
    }

    assertThat(missing).isEmpty();
  }

  @Test
  void linesFitIntoEightyColumnsButForThoseToPaste() {
    for (Help.Entry entry : help.entries()) {
      assertThat(help.of(entry.shownName()).lines())
          .allMatch(line -> line.length() <= 80 || line.contains("Example: "));
    }
  }

  @Test
  void tellsOneVerbOfATypeOnly() {
    assertThat(help.of("Heap.open")).startsWith("Heap.open(Path dump) -> Heap\n");
  }

  @Test
  void aTypeListsItsVerbs() {
    assertThat(help.of("ObjectSet"))
        .startsWith("class ObjectSet implements Rich, Iterable<HeapObject>\n")
        .contains("\n  byVia: ", "\n  show: ", "\n  save: ");
  }

  @Test
  void tellsWhatATypeHasFromItsInterface() {
    assertThat(help.of("Growth.show")).startsWith("Rich.show()\n").contains("Example: ");
    assertThat(help.knows("Growth.byVia")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"byVia", "byVia()", "hp.heap", " count "})
  void takesNamesAsTheyAreTyped(String name) {
    assertThat(help.of(name)).contains("Example: ");
  }

  @Test
  void unknownNameSuggestsNearOnes() {
    assertThatThrownBy(() -> help.of("byvai"))
        .isInstanceOf(HeapException.class)
        .hasMessage("no verb 'byvai'; did you mean 'byVia'? help() lists them");
  }

  @Test
  void keepsThePicturesOfTheText() {
    Help parsed =
        Help.parse("@Set walk walk() -> Set\nWalks the set of all that is near.\n  a -> b\n");

    assertThat(parsed.of("walk"))
        .isEqualTo("Set.walk() -> Set\n    Walks the set of all that is near.\n      a -> b\n");
  }

  private static Set<String> verbs(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(m -> Modifier.isPublic(m.getModifiers()) && !m.isSynthetic())
        .map(Method::getName)
        .filter(name -> !NOT_VERBS.contains(name))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
