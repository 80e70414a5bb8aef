package heapsh;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares a dump of this JVM with what the test itself knows of it. */
class OwnHeapTest {
  @TempDir static Path directory;
  private static Heap hp;
  private static Known known = new Known();

  /** What the test puts into its own heap. */
  private static final class Known {
    private final Map<String, Object> settings = new HashMap<>();
    private final Map<String, Payload> byUrl = new LinkedHashMap<>();
    private final List<Payload> list = new ArrayList<>();

    Known() {
      settings.put("sql", new Payload[] {new Payload(1), new Payload(2), new Payload(3)});
      for (int i = 0; i < 500; i++) {
        byUrl.put("http://example.com/" + i, new Payload(i));
      }
      for (int i = 0; i < 40; i++) {
        list.add(new Payload(i));
      }
      for (int i = 0; i < 5; i++) {
        byUrl.put("kept" + i, list.get(i));
      }
    }
  }

  private static final class Payload {
    private final long number;

    Payload(long number) {
      this.number = number;
    }

    @Override
    public String toString() {
      return "Payload " + number;
    }
  }

  @BeforeAll
  static void dump() throws IOException {
    Path dump = directory.resolve("own.hprof");
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpHeap(dump.toString(), true);
    hp = Heaps.open(dump, directory);
  }

  @AfterAll
  static void close() {
    hp.close();
    known = null;
  }

  @Test
  void findsWhatIsHeldUnderAKey() {
    ObjectSet arrays = hp.instancesOf(Payload.class.getName() + "[]");

    assertThat(arrays.byVia().get(0).kind()).hasToString("<via [\"sql\"]>");
    assertThat(arrays.byVia().get(0).count()).isEqualTo(1);
    assertThat(arrays.byOwner().get(0).count()).isEqualTo(1);
  }

  @Test
  void foldsKeysThatHoldOneObjectEach() {
    ObjectSet payloads = hp.instancesOf(Payload.class.getName());
    ObjectSet byVia = payloads.byVia();

    assertThat(payloads.count()).isEqualTo(543);
    assertThat(names(byVia))
        .containsExactly(
            "<via LinkedHashMap[*]>",
            "<via ArrayList[*]>",
            "<via ArrayList[*], LinkedHashMap[*]>",
            "<via OwnHeapTest$Payload[][*]>");
    assertThat(byVia.get(0).count()).isEqualTo(500);
    assertThat(byVia.get(1).count()).isEqualTo(35);
    assertThat(byVia.get(2).count()).isEqualTo(5);
    assertThat(payloads.and(byVia.get(0).kind())).isEqualTo(byVia.get(0));
    // A set with few such keys has a row for each.
    assertThat(names(byVia.get(2).byVia())).contains("<via ArrayList[*], [\"kept3\"]>").hasSize(5);
  }

  @Test
  void givesAllThreadsTheSameRows() {
    List<String> expected = names(hp.heap().byVia().top(50));

    List<List<String>> found =
        IntStream.range(0, 6)
            .parallel()
            .mapToObj(i -> names(hp.heap().or(hp.nothing()).byVia().top(50)))
            .toList();

    assertThat(found).allSatisfy(names -> assertThat(names).isEqualTo(expected));
  }

  @Test
  void namesContainersOfTheirInsides() {
    ObjectSet nodes = hp.instancesOf("java.util.LinkedHashMap$Entry");

    assertThat(names(nodes.byOwner())).contains("<owner LinkedHashMap$Entry of LinkedHashMap>");
    assertThat(hp.instancesOf("byte[]").owners().instancesOf("java.lang.String").count())
        .isGreaterThan(1000);
  }

  @Test
  void knowsItsJvmAndModules() {
    assertThat(hp.info().jvm()).startsWith(System.getProperty("java.version"));
    assertThat(names(hp.heap().byModule())).contains("<module java.base>", "<module <unnamed>>");
  }

  @Test
  void namesThreadsOfRoots() {
    assertThat(names(hp.root()))
        .anySatisfy(
            name -> assertThat(name).contains("\"" + Thread.currentThread().getName() + "\""));
  }

  @Test
  void readsFieldsOfItsOwnObjects() {
    ObjectSet payloads = hp.instancesOf(Payload.class.getName());

    assertThat(payloads.where("number >= 490").count()).isEqualTo(10);
    assertThat(hp.instancesOf(Known.class.getName()).map("list").theOne().className())
        .isEqualTo("java.util.ArrayList");
    assertThat(payloads.values("number")).hasSize(543).contains(499L);
  }

  private static List<String> names(ObjectSet set) {
    return set.rows().stream().map(row -> row.kind().toString()).toList();
  }
}
