package heapsh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("engineless")
class RuleTest {
  /** A heap with 600 bytes in 6 objects of every class, 1000 in all, growing by 50 an hour. */
  private static final Rule.Facts FACTS =
      new Rule.Facts() {
        @Override
        public long bytes(String className) {
          return 600;
        }

        @Override
        public long count(String className) {
          return 6;
        }

        @Override
        public long totalBytes() {
          return 1000;
        }

        @Override
        public double slope(String className) {
          return 50;
        }

        @Override
        public double totalSlope() {
          return Double.NaN;
        }
      };

  @Test
  void comparesEachMeasureStrictly() {
    assertThat(Rule.bytes("A").above(599).holds(FACTS)).isTrue();
    assertThat(Rule.bytes("A").above(600).holds(FACTS)).isFalse();
    assertThat(Rule.count("A").below(7).holds(FACTS)).isTrue();
    assertThat(Rule.count("A").below(6).holds(FACTS)).isFalse();
    assertThat(Rule.totalBytes().above("0.9 KB").holds(FACTS)).isTrue();
    assertThat(Rule.slope("A").above(49).holds(FACTS)).isTrue();
  }

  @Test
  void aSlopeThatIsNotKnownHoldsNothing() {
    assertThat(Rule.totalSlope().above(0).holds(FACTS)).isFalse();
    assertThat(Rule.totalSlope().below(1).holds(FACTS)).isFalse();
  }

  @Test
  void combinesAndPrintsItself() {
    Rule yes = Rule.bytes("com.acme.Foo").above("500 B");
    Rule no = Rule.count("com.acme.Foo").above("100");

    assertThat(yes.and(no).holds(FACTS)).isFalse();
    assertThat(yes.or(no).holds(FACTS)).isTrue();
    assertThat(no.not().holds(FACTS)).isTrue();
    assertThat(yes.and(no.not()))
        .hasToString("(bytes of com.acme.Foo above 500 B and not count of com.acme.Foo above 100)");
    assertThat(Rule.slope("A").above("1.5 gb")).hasToString("growth an hour of A above 1.5 GiB");
    assertThat(Rule.totalBytes()).hasToString("total bytes; add .above(...) or .below(...)");
  }

  @ParameterizedTest
  @CsvSource({
    "500, 500 B",
    "1k, 1.0 KiB",
    "500 MB, 500.0 MiB",
    "500MiB, 500.0 MiB",
    "1.5 GB, 1.5 GiB",
    "2t, 2.0 TiB"
  })
  void readsSizes(String size, String shown) {
    assertThat(Rule.totalBytes().above(size)).hasToString("total bytes above " + shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "MB", "-1 MB", "1,5 MB", "5 XB", "99999999999 TB"})
  void otherSizesAreRefused(String size) {
    assertThatThrownBy(() -> Rule.totalBytes().above(size))
        .isInstanceOf(HeapException.class)
        .hasMessageStartingWith("'" + size + "' is ");
  }

  @Test
  void aCountIsANumber() {
    assertThatThrownBy(() -> Rule.count("A").above("5 MB"))
        .isInstanceOf(HeapException.class)
        .hasMessage("'5 MB' is no number of instances");
  }
}
