package heapsh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NearMatchesTest {
  private static final List<String> CLASSES =
      List.of(
          "java.lang.String",
          "java.lang.StringBuilder",
          "java.util.HashMap",
          "java.util.HashSet",
          "java.util.LinkedHashMap",
          "java.util.concurrent.ConcurrentHashMap",
          "java.util.HashMap$Node",
          "crawler.Hashmap");

  @Test
  void findsAClassByItsSimpleNameBeforeOthers() {
    assertThat(NearMatches.suggest("HashMap", CLASSES, 2))
        .containsExactly("java.util.HashMap", "crawler.Hashmap");
  }

  @Test
  void findsAClassByTheEndOfItsName() {
    assertThat(NearMatches.suggest("Node", CLASSES, 1)).containsExactly("java.util.HashMap$Node");
    assertThat(NearMatches.suggest("util.hashmap", CLASSES, 1))
        .containsExactly("java.util.HashMap");
  }

  @Test
  void ignoresCase() {
    assertThat(NearMatches.suggest("JAVA.LANG.STRING", CLASSES, 1))
        .containsExactly("java.lang.String");
  }

  @Test
  void findsSwappedMissingAndWrongLetters() {
    List<String> fields = List.of("size", "table", "modCount", "threshold");
    assertThat(NearMatches.suggest("sze", fields, 3)).containsExactly("size");
    assertThat(NearMatches.suggest("siez", fields, 3)).containsExactly("size");
    assertThat(NearMatches.suggest("modcont", fields, 3)).containsExactly("modCount");
    assertThat(NearMatches.suggest("java.utl.HashMap", CLASSES, 1))
        .containsExactly("java.util.HashMap");
  }

  @Test
  void suggestsNothingForWhatIsNotNear() {
    List<String> fields = List.of("size", "table");
    assertThat(NearMatches.suggest("connection", fields, 3)).isEmpty();
    assertThat(NearMatches.suggest("", fields, 3)).isEmpty();
    assertThat(NearMatches.suggest("s".repeat(100_000), fields, 3)).isEmpty();
    assertThat(NearMatches.hint("connection", fields)).isEmpty();
  }

  @Test
  void asksInTheWordsOfAnError() {
    assertThat(NearMatches.hint("sze", List.of("size"))).isEqualTo("; did you mean 'size'?");
    assertThat(NearMatches.hint("ab", List.of("abc", "abd", "b", "abe")))
        .isEqualTo("; did you mean 'b', 'abc' or 'abd'?");
  }

  @Test
  void showsNoControlCharactersOfAName() {
    assertThat(NearMatches.hint("size", List.of("siz\u001b"))).contains("siz\\u001b");
  }

  @Test
  void agreesWithTheFullMatrixOnRandomNames() {
    Random random = new Random(42);
    for (int round = 0; round < 5_000; round++) {
      String given = word(random);
      String known = word(random);
      int bound = Math.min(3, Math.max(1, given.length() / 3));
      boolean near =
          given.equals(known) || distance(given, known) <= bound && distance(given, known) >= 0;
      assertThat(NearMatches.suggest(given, List.of(known), 1).isEmpty())
          .as("%s and %s", given, known)
          .isEqualTo(!near);
    }
  }

  @Test
  void isQuickOnManyNames() {
    Random random = new Random(7);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      names.add("com.company." + word(random) + ".Some" + word(random) + i);
    }
    names.add("com.company.abc.SomeName");
    long start = System.nanoTime();
    assertThat(NearMatches.suggest("com.company.abc.SoemName", names, 1))
        .containsExactly("com.company.abc.SomeName");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder();
    int length = 1 + random.nextInt(9);
    for (int i = 0; i < length; i++) {
      word.append((char) ('a' + random.nextInt(3)));
    }
    return word.toString();
  }

  /** Restricted Damerau-Levenshtein distance from its definition. */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(d[i - 1][j - 1] + same, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
