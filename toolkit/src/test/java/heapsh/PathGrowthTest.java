package heapsh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.HotSpotDiagnosticMXBean;
import heapsh.live.ClassCount;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares three dumps of this JVM, between which known numbers of objects were added. */
class PathGrowthTest {
  private static final int FIRST = 3;
  private static final int ADDED = 154;
  private static final int BYTES = 10_000;
  private static final int COLUMNS = 20;
  private static final int ROWS = 50;
  private static final int CACHED = 500;

  @TempDir static Path directory;
  private static Growth growth;
  private static Growth sameHeaps;
  private static List<Heap> heaps;

  static final class Connections {
    static final Connections INSTANCE = new Connections();
    final Map<String, Wrapper> byAlias = new HashMap<>();
  }

  static final class Wrapper {
    final Deque<Map<String, Statement>> queriesLog = new ArrayDeque<>();
  }

  static final class Statement {
    final byte[] text = new byte[BYTES];
  }

  /** Rows of a table: maps of more than ten keys, one row first, many later. */
  static final class Cell {
    static final List<Map<String, Cell>> TABLE = new ArrayList<>();
    final long[] value = new long[1];

    static Map<String, Cell> row() {
      Map<String, Cell> row = new HashMap<>();
      for (int column = 0; column < COLUMNS; column++) {
        row.put("column" + column, new Cell());
      }
      return row;
    }
  }

  static final class Page {
    static final Map<String, Page> CACHE = new HashMap<>();
    final short[] text = new short[1];
  }

  static final class Shrinking {
    static final List<Shrinking> LIST = new ArrayList<>();
  }

  private static void query() {
    Connections.INSTANCE
        .byAlias
        .computeIfAbsent("default", k -> new Wrapper())
        .queriesLog
        .add(Map.of("sql", new Statement()));
  }

  @BeforeAll
  static void dump() throws IOException {
    for (int i = 0; i < FIRST; i++) {
      query();
      Shrinking.LIST.add(new Shrinking());
    }
    Cell.TABLE.add(Cell.row());
    fillCache(0, CACHED);
    Path first = dump("first.hprof");
    for (int i = 0; i < ADDED; i++) {
      query();
    }
    Shrinking.LIST.clear();
    for (int i = 0; i < ROWS; i++) {
      Cell.TABLE.add(Cell.row());
    }
    fillCache(CACHED, 2 * CACHED);
    Path second = dump("second.hprof");
    query();
    Path third = dump("third.hprof");
    Options options = Options.defaults().scratchDirectory(directory);
    growth = Growth.over(first, second, third);
    heaps =
        List.of(Heap.open(first, options), Heap.open(second, options), Heap.open(third, options));
    sameHeaps = Growth.over(heaps.get(0), heaps.get(1));
  }

  private static void fillCache(int from, int to) {
    for (int i = from; i < to; i++) {
      Page.CACHE.put("http://host.example/" + i, new Page());
    }
  }

  private static Path dump(String name) throws IOException {
    Path path = directory.resolve(name);
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpHeap(path.toString(), true);
    return path;
  }

  @AfterAll
  static void close() {
    growth.newest().close();
    heaps.forEach(Heap::close);
    Connections.INSTANCE.byAlias.clear();
    Cell.TABLE.clear();
    Page.CACHE.clear();
  }

  private static PathGrowth.Row row(PathGrowth rows, String start, String end) {
    List<PathGrowth.Row> found = new ArrayList<>();
    for (PathGrowth.Row row : rows) {
      String path = String.join(" -> ", row.steps());
      if (path.startsWith(start) && path.endsWith(end)) {
        found.add(row);
      }
    }
    assertThat(found).as(start + "..." + end).hasSize(1);
    return found.get(0);
  }

  private static final String STATIC = "static heapsh.PathGrowthTest$";

  @Test
  void tellsWhichPathGainedHowMuch() {
    PathGrowth.Row row =
        row(growth.byShape(), STATIC + "Connections.INSTANCE", "[\"sql\"] -> .text");
    assertThat(row.steps())
        .containsExactly(
            STATIC + "Connections.INSTANCE",
            ".byAlias[\"default\"]",
            ".queriesLog[*]",
            "[\"sql\"]",
            ".text");
    assertThat(row.countChange()).isEqualTo(ADDED + 1);
    assertThat(row.counts())
        .containsExactly((long) FIRST, (long) FIRST + ADDED, (long) FIRST + ADDED + 1);
    long bytesOfOne = row.bytes().get(0) / FIRST;
    assertThat(bytesOfOne).isGreaterThanOrEqualTo(BYTES).isLessThan(BYTES + 32);
    assertThat(row.bytesChange()).isEqualTo((ADDED + 1) * bytesOfOne);
    assertThat(row.objects().count()).isEqualTo(FIRST + ADDED + 1);
    assertThat(row.objects().byClass().text()).contains("byte[]");
    assertThat(row.objects().heap()).isSameAs(growth.newest());
  }

  @Test
  void ranksTheLeakFirst() {
    assertThat(growth.byShape().get(0).steps()).endsWith("[\"sql\"]", ".text");
    assertThat(growth.byHolder().get(0).steps())
        .containsExactly("[\"sql\"] under " + STATIC + "Connections.INSTANCE");
    assertThat(growth.byHolder().get(0).countChange()).isEqualTo(2 * (ADDED + 1));
  }

  @Test
  void comparesWithTheDumpBefore() {
    PathGrowth.Row row =
        row(growth.sinceLast().byShape(), STATIC + "Connections.INSTANCE", "[\"sql\"] -> .text");
    assertThat(row.countChange()).isEqualTo(1);
  }

  @Test
  void keepsKeysThatAreManyInOneDump() {
    PathGrowth.Row row = row(growth.byShape(), STATIC + "Cell.TABLE", "[\"column7\"] -> .value");
    assertThat(row.counts()).containsExactly(1L, (long) ROWS + 1, (long) ROWS + 1);
    assertThat(growth.byShape().all().text()).doesNotContain("Cell.TABLE[*] -> [*]");
  }

  @Test
  void foldsKeysThatAreRareInEveryDump() {
    PathGrowth.Row row = row(growth.byShape(), STATIC + "Page.CACHE", " -> .text");
    assertThat(row.steps()).containsExactly(STATIC + "Page.CACHE[*]", ".text");
    assertThat(row.counts()).containsExactly((long) CACHED, 2L * CACHED, 2L * CACHED);
    assertThat(row.objects().count()).isEqualTo(2 * CACHED);
  }

  @Test
  void showsWhatShrank() {
    String path = STATIC + "Shrinking.LIST[*]";
    assertThat(growth.byShape().all().text()).doesNotContain("Shrinking.LIST[*]");
    PathGrowth.Row row = row(growth.byShape().withShrinkage(), path, path);
    assertThat(row.countChange()).isEqualTo(-FIRST);
    assertThat(row.objects().isEmpty()).isTrue();
  }

  @Test
  void countsOneClassAlone() {
    PathGrowth rows = growth.byHolder().only("long[]");
    PathGrowth.Row row = row(rows, "[\"column7\"] under ", STATIC + "Cell.TABLE");
    assertThat(row.countChange()).isEqualTo(ROWS);
    assertThat(row.objects().count()).isEqualTo(ROWS + 1);
    assertThatThrownBy(() -> growth.byShape().only("bite[]"))
        .isInstanceOf(HeapException.class)
        .hasMessageContaining("byte[]");
  }

  @Test
  void accountsForEveryByte() {
    long count = 0;
    long bytes = 0;
    for (PathGrowth.Row row : sameHeaps.byShape().withShrinkage()) {
      count += row.countChange();
      bytes += row.bytesChange();
    }
    long wholeCount = heaps.get(1).heap().count() - heaps.get(0).heap().count();
    long wholeBytes = heaps.get(1).heap().size() - heaps.get(0).heap().size();
    String line = sameHeaps.byShape().all().text().replace("\n  ", " ");
    line = line.substring(line.lastIndexOf("All of it: "));
    assertThat(line)
        .startsWith("All of it: " + signed(wholeCount) + " objects, " + signed(wholeBytes));
    Matcher without =
        Pattern.compile("([+-]?\\d+) objects?, ([+-]?\\d+) bytes? without").matcher(line);
    if (without.find()) {
      count += Long.parseLong(without.group(1));
      bytes += Long.parseLong(without.group(2));
    }
    assertThat(count).isEqualTo(wholeCount);
    assertThat(bytes).isEqualTo(wholeBytes);
  }

  private static String signed(long number) {
    return number > 0 ? "+" + number : Long.toString(number);
  }

  @Test
  void classesAreThoseOfTheHeaps() {
    for (int d = 0; d < 2; d++) {
      Heap heap = heaps.get(d);
      for (String name : List.of("byte[]", "java.lang.String", Cell.class.getName())) {
        ClassCount counted =
            d == 1
                ? sameHeaps.now().of(name)
                : Growth.over(heaps.get(1), heaps.get(0)).now().of(name);
        ObjectSet instances = heap.instancesOf(name);
        assertThat(counted.count()).as(name).isEqualTo(instances.count());
        assertThat(counted.bytes()).as(name).isEqualTo(instances.size());
      }
    }
  }

  @Test
  void printsWithinTheLimits() {
    for (PathGrowth page :
        List.of(
            growth.byShape(),
            growth.byHolder(),
            growth.byShape().more(),
            growth.byHolder().more())) {
      String text = page.toString();
      assertThat(text.length()).as(text).isLessThanOrEqualTo(1000);
      assertThat(text.lines())
          .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(80));
    }
  }

  @Test
  void saysWhatIsMissing() {
    assertThatThrownBy(() -> Growth.over(heaps.get(0)))
        .isInstanceOf(HeapException.class)
        .hasMessage("growth is over two dumps at least, oldest first; one was given");
    assertThatThrownBy(() -> Growth.of(List.of(sameHeaps.now(), sameHeaps.now())).byShape())
        .isInstanceOf(HeapException.class)
        .hasMessageContaining("Growth.over(");
    assertThatThrownBy(() -> growth.byShape().get(1_000_000))
        .isInstanceOf(HeapException.class)
        .hasMessageStartingWith("no row 1000000: this growth has ");
  }
}
