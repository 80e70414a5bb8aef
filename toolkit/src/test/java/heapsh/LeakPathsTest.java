package heapsh;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roaringbitmap.RoaringBitmap;

/**
 * Tells the story of a leak on a dump of this JVM: containers of the running JDK, and what really
 * refers to what.
 */
class LeakPathsTest {
  private static final int STATEMENTS = 155;
  private static final int PAGES = 100_000;

  @TempDir static Path directory;
  @AutoClose private static Heap heap;

  static final class Connections {
    static final Connections INSTANCE = new Connections();
    final Map<String, Wrapper> byAlias = new HashMap<>();
  }

  static final class Wrapper {
    final Deque<Map<String, Statement>> queriesLog = new ArrayDeque<>();
  }

  static final class Statement {
    final int number;

    Statement(int number) {
      this.number = number;
    }
  }

  static final class Page {
    static final Map<String, Page> CACHE = new HashMap<>();
    final List<Page> links = new ArrayList<>();
  }

  @BeforeAll
  static void dump() throws IOException {
    Wrapper wrapper = new Wrapper();
    Connections.INSTANCE.byAlias.put("default", wrapper);
    for (int i = 0; i < STATEMENTS; i++) {
      wrapper.queriesLog.add(Map.of("sql", new Statement(i)));
    }
    for (int i = 0; i < PAGES; i++) {
      Page.CACHE.put("http://host.example/" + i, new Page());
    }
    Path path = directory.resolve("self.hprof");
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpHeap(path.toString(), true);
    heap = Heaps.open(path, directory);
  }

  private static ObjectSet instances(Class<?> type) {
    return TestHeap.instances(heap, type.getName());
  }

  @Test
  void leadsFromTheStaticThroughTheLogToTheKey() {
    RootPaths paths = RootPaths.of(instances(Statement.class));
    assertThat(paths.rowCount()).isEqualTo(1);
    RootPaths.Path path = paths.get(0);
    assertThat(path.count()).isEqualTo(STATEMENTS);
    assertThat(path.steps())
        .containsExactly(
            "static " + Connections.class.getName() + ".INSTANCE",
            ".byAlias[\"default\"]",
            ".queriesLog[*]",
            "[\"sql\"]");
    assertThat(path.node(2).bitmap()).isEqualTo(instances(Wrapper.class).bitmap());
    assertThat(path.node(3).bitmap())
        .isEqualTo(instances(Wrapper.class).map("queriesLog").bitmap());
    assertThat(path.node(4).count()).isEqualTo(STATEMENTS);
  }

  @Test
  void foldsTheKeysOfACache() {
    RootPaths paths = RootPaths.of(instances(Page.class));
    assertThat(paths.rowCount()).isEqualTo(1);
    assertThat(paths.get(0).count()).isEqualTo(PAGES);
    assertThat(paths.get(0).steps())
        .containsExactly("static " + Page.class.getName() + ".CACHE[*]");
    RootPaths lists = RootPaths.of(instances(Page.class).map("links"));
    assertThat(lists.get(0).count()).isEqualTo(PAGES);
    assertThat(lists.get(0).steps()).contains(".links");
  }

  @Test
  void endsWithRawStepsInsideAContainer() {
    ObjectSet nodes = TestHeap.instances(heap, "java.util.HashMap$Node");
    ObjectSet table = instances(Connections.class).map("byAlias").referents().referents();
    RootPaths paths = RootPaths.of(nodes.and(table));
    assertThat(paths.get(0).steps())
        .containsExactly(
            "static " + Connections.class.getName() + ".INSTANCE", ".byAlias", ".table[*]");
  }

  @Test
  void seesThePatternThroughTheDequeToTheWrapper() {
    ReferencePattern pattern = ReferencePattern.of(instances(Statement.class));
    String[] lines = pattern.toString().split("\n");
    assertThat(lines[1]).startsWith(" 0: _ --- [-] " + STATEMENTS + " <class ");
    assertThat(lines[2]).startsWith(" 1: a      [-] " + STATEMENTS + " Map1: 0x");
    assertThat(lines[3]).startsWith(" 2: aa ---- [-] 1 ArrayDeque: 0x");
    assertThat(lines[4]).startsWith(" 3: a3       [-] 1 ").contains("LeakPathsTest$Wrapper: 0x");
    assertThat(lines[5]).startsWith(" 4: a4 ------ [-] 1 HashMap: 0x");
    assertThat(lines[6]).startsWith(" 5: a5         [-] 1 ").contains("Connections: 0x");
    assertThat(lines[7]).startsWith(" 6: a6 -------- [S] 1 Class: ").contains("Connections");
    assertThat(pattern.paths("aa").toString()).contains("[\"sql\"] 0x");
  }

  /** Plain referrers are taken on a shorter way; it must lead to the same objects. */
  @Test
  void takesTheSameReferrersOnTheShorterWay() {
    RoaringBitmap reachable = heap.graph().reachable();
    var cursor = heap.jdk().relations().cursor(false);
    PatternReferrers referrers = new PatternReferrers(heap, PatternQuery.PLAIN);
    for (var it = reachable.getIntIterator(); it.hasNext(); ) {
      int index = it.next();
      if (index % 97 == 0) {
        int[] expected = new int[cursor.moveToReferrers(index)];
        for (int k = 0; k < expected.length; k++) {
          expected[k] = cursor.referrer(k);
        }
        assertThat(referrers.of(RoaringBitmap.bitmapOf(index)))
            .as("referrers of %d", index)
            .isEqualTo(RoaringBitmap.bitmapOf(expected));
      }
    }
  }

  @Test
  void accountsForEverythingInTheHeap() {
    RootPaths paths = RootPaths.of(heap.all());
    long count = paths.unreached().count();
    long bytes = paths.unreached().size();
    for (RootPaths.Path path : paths) {
      count += path.count();
      bytes += path.size();
    }
    assertThat(count).isEqualTo(heap.all().count());
    assertThat(bytes).isEqualTo(heap.all().size());
    assertThat(paths.toString().length()).isLessThanOrEqualTo(1000);
    assertThat(paths.toString().lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
  }
}
