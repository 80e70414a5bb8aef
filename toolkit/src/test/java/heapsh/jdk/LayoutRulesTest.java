package heapsh.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import heapsh.hprof.FieldType;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Computes array sizes, names properties, and lists the layouts that HotSpot has had. */
class LayoutRulesTest {
  @ParameterizedTest
  @CsvSource({
    // word, reference, header, new arrays, alignment; type, length; bytes
    "8, 4, 12, false,  8, BYTE,   0,  16",
    "8, 4, 12, false,  8, BYTE,   9,  32",
    "8, 4, 12, true,   8, BYTE,   9,  32",
    "8, 4, 16, false,  8, BYTE,   1,  32",
    "8, 4, 16, true,   8, BYTE,   1,  24",
    "8, 4, 16, true,   8, LONG,   1,  32",
    "8, 4, 16, true,   8, OBJECT, 1,  24",
    "8, 8, 16, true,   8, OBJECT, 1,  32",
    "8, 4,  8, true,   8, BYTE,   4,  16",
    "8, 4,  8, true,   8, BYTE,   5,  24",
    "8, 4,  8, true,   8, LONG,   1,  24",
    "8, 4, 12, false, 16, BYTE,   1,  32",
    "4, 4,  8, false,  8, BYTE,   4,  16",
    "4, 4,  8, false,  8, LONG,   1,  24",
    "4, 4,  8, false,  8, OBJECT, 3,  24",
    "8, 8, 16, false,  8, LONG, 2147483647, 17179869200",
  })
  void sizesArrays(
      int word,
      int reference,
      int header,
      boolean newArrays,
      int alignment,
      FieldType type,
      int length,
      long bytes) {
    LayoutRules rules = new LayoutRules(word, reference, header, true, newArrays, alignment);

    assertThat(rules.arrayBytes(type, length)).isEqualTo(bytes);
  }

  @Test
  void sizesStackChunksWithTheirBitmap() {
    LayoutRules compressed = new LayoutRules(8, 4, 12, true, true, 8);
    LayoutRules wide = new LayoutRules(8, 8, 12, true, true, 8);

    assertThat(compressed.stackChunkBytes(72, 33)).isEqualTo(72 + 33 * 8 + 16);
    assertThat(wide.stackChunkBytes(72, 33)).isEqualTo(72 + 33 * 8 + 8);
    assertThat(wide.stackChunkBytes(72, -5)).isEqualTo(72);
  }

  @Test
  void everyKnownLayoutIsNamedByWordsOfItsOwn() {
    for (int word : new int[] {4, 8}) {
      Set<Set<LayoutTerm>> names = new HashSet<>();
      for (LayoutRules rules : LayoutRules.known(word, 32)) {
        Set<LayoutTerm> terms = EnumSet.allOf(LayoutTerm.class);
        terms.removeIf(term -> !term.holds(rules));
        assertThat(names.add(terms)).describedAs("%s", rules).isTrue();
        assertThat(rules.satisfies(terms)).isTrue();
      }
    }
  }

  @Test
  void noKnownLayoutIsOfTwoTimes() {
    assertThat(LayoutRules.known(8, 8))
        .noneMatch(rules -> rules.newArrays() && !rules.newFields())
        .noneMatch(rules -> rules.headerBytes() == 8 && !rules.newArrays());
    assertThat(LayoutRules.combinations(8, 8)).hasSizeGreaterThan(LayoutRules.known(8, 8).size());
  }

  @Test
  void printsWhatTheTermsSay() {
    assertThat(new LayoutRules(8, 4, 12, true, false, 8).text())
        .isEqualTo(
            "64-bit, compressed references, compressed class pointers, new field packing,"
                + " alignment 8");
    assertThat(new LayoutRules(8, 8, 8, true, true, 16).text())
        .isEqualTo(
            "64-bit, uncompressed references, compact headers, new field packing,"
                + " new array headers, alignment 16");
    assertThat(new LayoutRules(4, 4, 8, false, false, 8).text())
        .isEqualTo("32-bit, old field packing, alignment 8");
  }
}
