package heapsh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.fixtures.Dump;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartitionTest {
  @TempDir Path directory;

  /**
   * Makes a class for each row; row i has {@code rows - i} arrays' worth of instances of 16 bytes.
   */
  private static Consumer<Dump> classes(int rows, IntFunction<String> name) {
    return d -> {
      for (int i = 0; i < rows; i++) {
        var type = d.newClass(name.apply(i));
        for (int k = 0; k < rows - i; k++) {
          d.root(d.instance(type));
        }
      }
    };
  }

  private ObjectSet withoutClasses(Heap hp) {
    return hp.heap().minus(hp.instancesOf("java.lang.Class"));
  }

  @Test
  void printsRowsBySizeWithTheirShares() {
    try (Heap hp =
        Heaps.of(
            directory,
            d -> {
              var small = d.newClass("app.Small");
              d.root(d.instance(small));
              d.root(d.instance(small));
              d.root(d.bytes(new byte[1000]));
            })) {
      assertThat(withoutClasses(hp).toString())
          .isEqualTo(
              """
              Partition of a set of 3 objects. Total size = 1048 bytes (1.0 KiB).
               Index  Count   %     Size   % Cumulative  % Class
                   0      1  33     1016  97       1016  97 byte[]
                   1      2  67       32   3       1048 100 app.Small""");
    }
  }

  @Test
  void printsTheSampleOfTheSpecification() {
    try (Heap hp =
        Heaps.of(
            directory,
            d -> {
              var type = d.newClass("crawler.Statement");
              for (int i = 0; i < 155; i++) {
                d.root(d.instance(type));
              }
              d.root(d.bytes(new byte[114_401_296]));
            })) {
      assertThat(withoutClasses(hp).toString())
          .startsWith(
              "Partition of a set of 156 objects. Total size = 114403792 bytes (109.1 MiB).\n")
          .contains(
              " Index  Count   %      Size   % Cumulative  % Class\n"
                  + "     0      1   1 114401312 100  114401312 100 byte[]\n"
                  + "     1    155  99      2480   0  114403792 100 crawler.Statement");
    }
  }

  @Test
  void sortsEqualSizesByName() {
    try (Heap hp =
        Heaps.of(
            directory,
            d -> {
              for (String name : new String[] {"c.C", "a.A", "b.B"}) {
                d.root(d.instance(d.newClass(name)));
              }
            })) {
      assertThat(withoutClasses(hp).rows())
          .extracting(row -> row.kind().toString())
          .containsExactly("<class a.A>", "<class b.B>", "<class c.C>");
    }
  }

  @Test
  void showsTenRowsAPage() {
    try (Heap hp = Heaps.of(directory, classes(25, i -> "C" + i))) {
      ObjectSet set = withoutClasses(hp);

      assertThat(set.toString().lines()).hasSize(13);
      assertThat(set.toString()).endsWith("\n<15 more rows. Type e.g. '.more()' to view.>");
      assertThat(set.more().toString())
          .contains("\n    10     15 ")
          .endsWith("\n<5 more rows. Type e.g. '.more()' to view.>");
      assertThat(set.more().more().toString().lines()).hasSize(7);
      assertThat(set.more().more().toString()).contains("\n    24      1 ");
      assertThatThrownBy(() -> set.more().more().more())
          .isInstanceOf(HeapException.class)
          .hasMessage("no more rows: this set has 25 rows");
    }
  }

  @Test
  void showsElevenRowsWhenTheEleventhIsTheLast() {
    try (Heap hp = Heaps.of(directory, classes(11, i -> "C" + i))) {
      assertThat(withoutClasses(hp).toString().lines()).hasSize(13);
      assertThat(withoutClasses(hp).toString()).doesNotContain("more");
    }
  }

  @Test
  void staysWithinColumnsAndCharacters() {
    IntFunction<String> longName =
        i -> "com.example.product.subsystem.internal.VeryLongNameOfAClass$AndOfOneWithinIt" + i;
    try (Heap hp = Heaps.of(directory, classes(12, longName))) {
      ObjectSet set = withoutClasses(hp);
      String text = set.toString();

      assertThat(text).hasSizeLessThanOrEqualTo(1000);
      assertThat(text.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
      // The class's own name is there in full, broken over lines.
      assertThat(text.replaceAll("\n {20,}", ""))
          .contains("VeryLongNameOfAClass$AndOfOneWithinIt0");
      long shown = text.lines().filter(line -> line.matches(" +\\d+ +\\d+ .*")).count();
      assertThat(text).endsWith("<" + (12 - shown) + " more rows. Type e.g. '.more()' to view.>");
      assertThat(set.more().toString()).contains(String.format("%n%6d ", shown));
    }
  }

  @Test
  void keepsIndexAndSharesOfARowPrintedAlone() {
    try (Heap hp = Heaps.of(directory, classes(3, i -> "C" + i))) {
      assertThat(withoutClasses(hp).get(1).toString())
          .isEqualTo(
              """
              Partition of a set of 2 objects. Total size = 32 bytes.
               Index  Count   %     Size   % Cumulative  % Class
                   1      2  33       32  33         80  83 C1
              <row 1 of a set of 6 objects, 96 bytes>""");
    }
  }

  @Test
  void printsTheEmptySet() {
    try (Heap hp = Heaps.of(directory, d -> {})) {
      assertThat(hp.nothing().toString())
          .isEqualTo("Partition of a set of 0 objects. Total size = 0 bytes.");
      assertThat(hp.nothing().kind().toString()).isEqualTo("<nothing>");
    }
  }

  @Test
  void givesAllRowsAndWholeNamesAsText() {
    String packages = "com.example.product.subsystem.internal.";
    try (Heap hp = Heaps.of(directory, classes(40, i -> packages + "C" + i))) {
      Partition all = withoutClasses(hp).all();

      assertThat(all.text().lines()).hasSize(42);
      assertThat(all.text()).contains(packages + "C39");
      assertThat(all.toString())
          .hasSizeLessThanOrEqualTo(1000)
          .contains(" c.e.product.subsystem.internal.C0");
    }
  }

  @Test
  void printsSizesInHumanUnits() {
    try (Heap hp = Heaps.of(directory, d -> d.root(d.bytes(new byte[3 * 1024 * 1024])))) {
      assertThat(withoutClasses(hp).units(Units.HUMAN).toString())
          .contains("Total size = 3.0 MiB.", "   0      1 100  3.0 MiB 100    3.0 MiB 100 byte[]");
    }
  }

  @Test
  void addsAColumnOfRetainedSizes() {
    try (Heap hp =
        Heaps.of(
            directory,
            d -> {
              long bytes = d.bytes(new byte[984]);
              d.root(d.array(bytes));
            })) {
      assertThat(withoutClasses(hp).withRetained().toString())
          .contains("   %  Retained Class")
          .containsPattern("1 +\\d+ +24 +2 +1024 100 +1024 java.lang.Object\\[\\]");
    }
  }

  @Test
  void saysInsteadOfThrowingThatTheHeapIsClosed() {
    Heap hp = Heaps.of(directory, d -> {});
    ObjectSet set = hp.heap();
    hp.close();

    assertThat(set.byVia().toString()).isEqualTo("<this heap is closed; open(...) it again>");
  }
}
