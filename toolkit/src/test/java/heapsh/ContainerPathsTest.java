package heapsh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks a dump of this very JVM for containers of this test, and this JVM for the truth. */
class ContainerPathsTest {
  /** What the crawler of the story holds. */
  static final class Wrapper {
    final String alias;
    final Deque<Map<String, Object>> queriesLog = new ArrayDeque<>();

    Wrapper(String alias) {
      this.alias = alias;
    }
  }

  /** The containers that the tests ask for; the dump has them as static fields of this class. */
  static final class Samples {
    static final Map<String, Wrapper> CONNECTIONS = new HashMap<>();
    static final Map<String, Object> MAPS = new LinkedHashMap<>();
    static final Map<String, Collection<String>> LISTS = new LinkedHashMap<>();
    static final Map<Integer, String> BY_NUMBER = new HashMap<>(Map.of(7, "seven", 42, "answer"));
    static final Map<TimeUnit, String> BY_UNIT = new EnumMap<>(Map.of(TimeUnit.DAYS, "days"));
    static final Map<Object, Object> EMPTY_VIEW = Collections.unmodifiableMap(new HashMap<>());
    static final Set<String> LETTERS = Set.of("x", "y", "z");
    static final AtomicReference<String> BOX = new AtomicReference<>("boxed");
    static final List<Object> MIXED =
        new ArrayList<>(Arrays.asList(1, "two", 3L, null, 'c', 1.5, true, TimeUnit.HOURS));

    private Samples() {}
  }

  @TempDir static Path directory;
  @AutoClose private static Heap heap;
  private static HeapObject samples;

  @BeforeAll
  static void dump() throws IOException {
    fill();
    Path file = directory.resolve("self.hprof");
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpHeap(file.toString(), true);
    heap = Heaps.open(file, directory);
    samples = TestHeap.classNamed(heap, Samples.class.getName());
  }

  private static void fill() {
    Wrapper wrapper = new Wrapper("default");
    for (int k = 0; k < 5; k++) {
      Map<String, Object> query = new HashMap<>();
      query.put("sql", "SELECT " + k);
      query.put("time", k);
      wrapper.queriesLog.add(query);
    }
    Samples.CONNECTIONS.put("default", wrapper);
    Samples.CONNECTIONS.put("other", new Wrapper("other"));
    Map<String, Object> content = new LinkedHashMap<>();
    for (int k = 0; k < 30; k++) {
      content.put("key" + k, "value" + k);
    }
    Samples.MAPS.put("HashMap", new HashMap<>(content));
    Samples.MAPS.put("LinkedHashMap", content);
    Samples.MAPS.put("TreeMap", new TreeMap<>(content));
    Samples.MAPS.put("ConcurrentHashMap", new ConcurrentHashMap<>(content));
    Samples.MAPS.put("Map.copyOf", Map.copyOf(content));
    Samples.MAPS.put("unmodifiable", Collections.unmodifiableMap(new HashMap<>(content)));
    Samples.MAPS.put("synchronized", Collections.synchronizedMap(new TreeMap<>(content)));
    List<String> list = List.of("a", "b", "c", "d");
    Samples.LISTS.put("ArrayList", new ArrayList<>(list));
    Samples.LISTS.put("LinkedList", new LinkedList<>(list));
    Samples.LISTS.put("List.of", list);
    Samples.LISTS.put("Arrays.asList", Arrays.asList("a", "b", "c", "d"));
    Samples.LISTS.put("CopyOnWriteArrayList", new CopyOnWriteArrayList<>(list));
    Samples.LISTS.put("LinkedBlockingDeque", new LinkedBlockingDeque<>(list));
    Samples.LISTS.put("ArrayDeque", new ArrayDeque<>(list));
    Samples.LISTS.put("unmodifiable", Collections.unmodifiableList(new ArrayList<>(list)));
    Samples.LISTS.put("LinkedHashSet", new LinkedHashSet<>(list));
    Samples.LISTS.put("TreeSet", new TreeSet<>(list));
  }

  private static HeapObject object(String path) {
    return (HeapObject) samples.field(path);
  }

  private static String text(Object value) {
    return ((HeapObject) value).asString();
  }

  @Test
  void retellsTheStory() {
    assertThat(text(samples.field("CONNECTIONS[\"default\"].queriesLog[0][\"sql\"]")))
        .isEqualTo("SELECT 0");
    assertThat(text(samples.field("CONNECTIONS[\"default\"].queriesLog[-1][\"sql\"]")))
        .isEqualTo("SELECT 4");
    assertThat(samples.field("CONNECTIONS[\"default\"].queriesLog.length")).isEqualTo(5L);
    assertThat(FieldPath.values(samples.set(), "CONNECTIONS[*].queriesLog[*][\"sql\"]"))
        .containsExactlyInAnyOrder("SELECT 0", "SELECT 1", "SELECT 2", "SELECT 3", "SELECT 4");
    assertThat(FieldPath.values(samples.set(), "CONNECTIONS[\"default\"].queriesLog[*][\"time\"]"))
        .containsExactly(0, 1, 2, 3, 4);
    assertThat(FieldPath.follow(samples.set(), "CONNECTIONS[*].queriesLog[*]").getCardinality())
        .isEqualTo(5);
  }

  @Test
  void filtersByWhatContainersHold() {
    ObjectSet wrappers = TestHeap.instances(heap, Wrapper.class.getName());
    assertThat(Where.filter(wrappers, "queriesLog.length > 3"))
        .isEqualTo(object("CONNECTIONS[\"default\"]").set().bitmap());
    assertThat(Where.filter(wrappers, "queriesLog[2][\"sql\"] ~ 'SELECT \\d'"))
        .isEqualTo(object("CONNECTIONS[\"default\"]").set().bitmap());
    assertThat(Where.filter(wrappers, "queriesLog[2] == null"))
        .isEqualTo(object("CONNECTIONS[\"other\"]").set().bitmap());
  }

  @Test
  void findsKeysInEveryMap() {
    for (String name : Samples.MAPS.keySet()) {
      String map = "MAPS[\"" + name + "\"]";
      assertThat(object(map).length()).as(name).isEqualTo(30);
      assertThat(text(samples.field(map + "[\"key17\"]"))).as(name).isEqualTo("value17");
      assertThatThrownBy(() -> samples.field(map + "[\"key177\"]"))
          .isInstanceOf(HeapException.class)
          .hasMessageContaining("no key \"key177\" in java.util.")
          .hasMessageContaining("of 30 entries; did you mean 'key17'");
      Map<String, String> entries = new HashMap<>();
      object(map).entries().forEach(e -> entries.put(text(e.getKey()), text(e.getValue())));
      assertThat(entries).as(name).isEqualTo(Samples.MAPS.get(name));
      assertThat(object(map).toString())
          .as(name)
          .contains(", 30 entries")
          .contains("\" -> \"value");
      assertThat(object(map).toString()).hasSizeLessThanOrEqualTo(1000);
    }
  }

  @Test
  void findsKeysThatAreNumbersAndConstants() {
    assertThat(text(samples.field("BY_NUMBER[42]"))).isEqualTo("answer");
    assertThat(text(samples.field("BY_UNIT[DAYS]"))).isEqualTo("days");
    assertThat(text(samples.field("BY_UNIT[TimeUnit.DAYS]"))).isEqualTo("days");
    assertThat(text(samples.field("BY_UNIT[\"DAYS\"]"))).isEqualTo("days");
    assertThatThrownBy(() -> samples.field("BY_NUMBER[43]"))
        .hasMessageContaining("no key 43 in java.util.HashMap of 2 entries");
  }

  @Test
  void givesElementsOfEveryCollectionInItsOrder() {
    Samples.LISTS.forEach(
        (name, list) -> {
          HeapObject object = object("LISTS[\"" + name + "\"]");
          List<String> texts = object.elements().stream().map(e -> text(e)).toList();
          assertThat(texts).as(name).containsExactlyElementsOf(list);
          assertThat(object.length()).as(name).isEqualTo(4);
          assertThat(text(object.field("[1]"))).as(name).isEqualTo(texts.get(1));
          assertThat(text(object.field("[-1]"))).as(name).isEqualTo(texts.get(3));
          assertThatThrownBy(() -> object.field("[4]"))
              .as(name)
              .hasMessageContaining("index 4 is out of bounds")
              .hasMessageContaining("has length 4");
          assertThat(object.toString()).as(name).contains(", 4 elements");
        });
    assertThat(text(samples.field("BOX[0]"))).isEqualTo("boxed");
  }

  @Test
  void givesElementsOfAnImmutableSetInAnyOrder() {
    // Its order differs from one JVM to the next, and Java hides it.
    assertThat(object("LETTERS").elements().stream().map(e -> text(e)))
        .containsExactlyInAnyOrderElementsOf(Samples.LETTERS);
  }

  @Test
  void showsBoxesAndConstantsAsWhatTheyHold() {
    assertThat(object("MIXED").toString().lines().skip(1))
        .containsExactly(
            "  [0] Integer 1",
            "  [1] \"two\"",
            "  [2] Long 3",
            "  [3] null",
            "  [4] Character 'c'",
            "  [5] Double 1.5",
            "  [6] Boolean true",
            "  [7] TimeUnit.HOURS");
    List<Object> plain = FieldPath.values(samples.set(), "MIXED[*]");
    assertThat(plain.subList(0, 7)).isEqualTo(Samples.MIXED.subList(0, 7));
    assertThat(plain.get(7)).isInstanceOf(HeapObject.class);
  }

  @Test
  void saysWhichMethodGivesWhatIsInAContainer() {
    assertThatThrownBy(() -> object("BY_NUMBER").elements())
        .hasMessage("java.util.HashMap is a map: entries() gives what is in it");
    assertThatThrownBy(() -> object("MIXED").entries())
        .hasMessage("java.util.ArrayList is no known map; elements() gives what is in it");
    assertThat(object("EMPTY_VIEW").entries()).isEmpty();
    assertThatThrownBy(() -> object("BY_NUMBER").field("sze"))
        .hasMessageContaining("no field 'sze' in java.util.HashMap; did you mean 'size'");
  }

  @Test
  void printsEveryObjectOfARealHeapWithinAPage() {
    int step = Math.max(1, heap.graph().objectCount() / 20_000);
    for (int index = 0; index < heap.graph().objectCount(); index += step) {
      String text = new HeapObject(heap, index).toString();
      assertThat(text).hasSizeLessThanOrEqualTo(1000).doesNotStartWith("object number");
      assertThat(text.lines()).allMatch(line -> line.length() <= 80);
    }
  }
}
