package heapsh.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassHistogramTest {
  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  private final ClassHistogram histogram =
      ClassHistogram.of(
          NOON,
          true,
          List.of(
              new ClassCount("a.Small", 1, 16),
              new ClassCount("byte[]", 3, 300),
              new ClassCount("b.Same", 2, 100),
              new ClassCount("a.Same", 2, 100)));

  @Test
  void rowsAreLargestFirstThenByName() {
    assertThat(histogram.rows())
        .extracting(ClassCount::className)
        .containsExactly("byte[]", "a.Same", "b.Same", "a.Small");
    assertThat(histogram.totalCount()).isEqualTo(8);
    assertThat(histogram.totalBytes()).isEqualTo(516);
    assertThat(histogram.time()).isEqualTo(NOON);
    assertThat(histogram.liveOnly()).isTrue();
  }

  @Test
  void everyRowIsFoundByItsName() {
    for (ClassCount row : histogram.rows()) {
      assertThat(histogram.of(row.className())).isEqualTo(row);
    }
    assertThat(histogram.of("b.None")).isEqualTo(new ClassCount("b.None", 0, 0));
  }

  @Test
  void classesOfTwoLoadersAreOneRow() {
    ClassHistogram sums =
        ClassHistogram.of(
            NOON, false, List.of(new ClassCount("a.B", 1, 16), new ClassCount("a.B", 2, 32)));

    assertThat(sums.rows()).containsExactly(new ClassCount("a.B", 3, 48));
  }

  @Test
  void nothingIsAHistogramToo() {
    ClassHistogram none = ClassHistogram.of(NOON, true, List.of());

    assertThat(none.rows()).isEmpty();
    assertThat(none.of("a.B").count()).isZero();
    assertThat(none.totalBytes()).isZero();
  }

  @Test
  void sumsThatDoNotFitAreRefused() {
    List<ClassCount> huge =
        List.of(new ClassCount("a", 1, Long.MAX_VALUE), new ClassCount("b", 1, Long.MAX_VALUE));

    assertThatThrownBy(() -> ClassHistogram.of(NOON, true, huge))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> new ClassCount("a", -1, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
