package heapsh.jdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Knows what HotSpot adds to classes, release by release. */
class VmFieldsTest {
  @Test
  void hasATableForEveryLongTermRelease() {
    assertThat(VmFields.features()).containsExactly(8, 11, 17, 21, 25);
    assertThat(VmFields.features().stream().filter(VmFields::isMeasured)).containsExactly(17, 25);
  }

  @ParameterizedTest
  @CsvSource({
    " 8, PPIILLL,  PPL, 1, 5",
    "11, PPIILLL,  P,   1, 6",
    "17, PPIILLL,  P,   1, 6",
    "21, PPIILLLL, P,   0, 6",
    "25, PPIILL,   P,   0, 6",
  })
  void readsEachTable(
      int feature, String ofClass, String ofMemberName, int paddedThreads, int paddedInUtil) {
    VmFields table = VmFields.ofJdk(feature);

    assertThat(table.of("java.lang.Class").injected()).isEqualTo(ofClass);
    assertThat(table.of("java.lang.invoke.MemberName").injected()).isEqualTo(ofMemberName);
    assertThat(table.of("java.lang.Thread").group()).hasSize(3 * paddedThreads);
    assertThat(
            VmFields.classesOfAny().stream()
                .filter(name -> name.startsWith("java.util.concurrent."))
                .map(table::of)
                .filter(addition -> addition.contended() || !addition.group().isEmpty()))
        .hasSize(paddedInUtil);
    assertThat(table.of("java.lang.Object")).isEqualTo(VmFields.Addition.NONE);
  }

  @ParameterizedTest
  @CsvSource({
    "6, 8", "8, 8", "10, 8", "11, 11", "16, 11", "17, 17", "20, 17", "22, 21", "24, 21", "26, 25"
  })
  void nearestIsTheNewestUpToTheReleaseOrElseTheOldest(int feature, int table) {
    for (String name : VmFields.classesOfAny()) {
      assertThat(VmFields.nearest(feature).of(name)).isEqualTo(VmFields.ofJdk(table).of(name));
    }
    for (int other : VmFields.features()) {
      assertThat(isSame(VmFields.nearest(feature), VmFields.ofJdk(other)))
          .isEqualTo(other == table);
    }
  }

  private static boolean isSame(VmFields one, VmFields other) {
    return VmFields.classesOfAny().stream().allMatch(name -> one.of(name).equals(other.of(name)));
  }

  @Test
  void knowsNothingOfOtherReleases() {
    assertThat(VmFields.isKnown(18)).isFalse();
    assertThat(VmFields.isMeasured(18)).isFalse();
    assertThat(VmFields.ofJdk(18)).isSameAs(VmFields.NONE);
  }

  @Test
  void linesOfOneClassAddUp() {
    VmFields table = VmFields.parse(List.of("A inject PJ", "A contend *", "A contend a b"));

    assertThat(table.of("A")).isEqualTo(new VmFields.Addition("PJ", "PJ", true, Set.of("a", "b")));
    assertThat(table.classesThatDifferByBuild()).isEmpty();
  }

  @Test
  void firstBuildsMayDiffer() {
    VmFields table =
        VmFields.parse(List.of("A inject PL", "A inject-first P", "A contend *", "B inject I"));

    assertThat(table.of("A").injected()).isEqualTo("PL");
    assertThat(table.ofFirstBuilds().of("A"))
        .isEqualTo(new VmFields.Addition("P", "P", true, Set.of()));
    assertThat(table.ofFirstBuilds().of("B")).isEqualTo(table.of("B"));
    assertThat(table.classesThatDifferByBuild()).containsExactly("A");
    assertThat(VmFields.ofJdk(21).classesThatDifferByBuild()).containsExactly("java.lang.Class");
  }

  @ParameterizedTest
  @ValueSource(strings = {"A", "A inject", "A inject PX", "A inject P L", "A pad *", "A contend"})
  void refusesOtherLines(String line) {
    assertThatThrownBy(() -> VmFields.parse(List.of(line)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(line);
  }
}
