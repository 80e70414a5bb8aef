package heapsh.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import heapsh.graph.HeapField;
import heapsh.graph.ObjectReader;
import heapsh.graph.ReferenceCursor;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares what the dump of this JVM says of each container with the container itself. */
class KnownContainersTest {
  @TempDir static Path directory;

  @AutoClose private static SelfDump dump;

  @BeforeAll
  static void take() throws Exception {
    dump = SelfDump.take(directory);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HASH_MAP",
        "HASH_MAP_OF_NULLS",
        "TREEIFIED",
        "LINKED_HASH_MAP",
        "TREEIFIED_LINKED",
        "LRU",
        "TREE_MAP",
        "CONCURRENT_HASH_MAP",
        "TREEIFIED_CONCURRENT",
        "SKIP_LIST_MAP",
        "WEAK_HASH_MAP",
        "IDENTITY_HASH_MAP",
        "IDENTITY_OF_NULLS",
        "HASHTABLE",
        "PROPERTIES",
        "ENUM_MAP",
        "MAP_N",
        "MAP_1",
        "SINGLETON_MAP",
        "BOXED",
        "UNMODIFIABLE_MAP",
        "SYNCHRONIZED_MAP",
        "LONG_KEYS"
      })
  void maps(String field) throws Exception {
    Map<?, ?> live = (Map<?, ?>) live(field);
    int map = dump.specimen(field);
    assertThat(dump.model.containers().formOf(dump.reader, map)).isEqualTo(Form.MAP);
    List<Integer> values = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    dump.model
        .containers()
        .entries(
            dump.reader,
            map,
            (key, value) -> {
              keys.add(key(key));
              values.add(value);
            });
    List<Integer> liveValues = new ArrayList<>();
    List<String> liveKeys = new ArrayList<>();
    live.forEach(
        (key, value) -> {
          liveKeys.add(key instanceof Specimens.Color color ? color.name() : String.valueOf(key));
          liveValues.add(dump.marker((Specimens.Marker) value));
        });
    if (isOrdered(field)) {
      assertThat(values).isEqualTo(liveValues);
      assertThat(keys).isEqualTo(liveKeys);
    } else {
      assertThat(values).containsExactlyInAnyOrderElementsOf(liveValues);
      assertThat(keys).containsExactlyInAnyOrderElementsOf(liveKeys);
    }
    assertThat(dump.model.containers().size(dump.reader, map)).isIn(live.size(), -1);
  }

  /** Some iterate backwards, or from a place that differs from run to run. */
  private static boolean isOrdered(String field) {
    return !List.of("HASHTABLE", "WEAK_HASH_MAP", "PROPERTIES", "MAP_N").contains(field);
  }

  private static String key(int key) {
    if (key == ObjectReader.NULL) {
      return "null";
    }
    String text = dump.model.strings().text(dump.reader, key, 100);
    if (text != null) {
      return text;
    }
    var type = dump.graph.heapClass(dump.graph.classNumber(key));
    HeapField name = type.fieldNamed("name");
    if (name != null) {
      return dump.model.strings().text(dump.reader, dump.reader.reference(key, name), 100);
    }
    HeapField value = type.fieldNamed("value");
    return value != null
        ? String.valueOf(dump.reader.bits(key, value))
        : new Specimens.Key((int) dump.reader.bits(key, type.fieldNamed("number"))).toString();
  }

  @ParameterizedTest
  @CsvSource({
    "HASH_SET, SET",
    "LINKED_HASH_SET, SET",
    "TREE_SET, SET",
    "SKIP_LIST_SET, SET",
    "COPY_ON_WRITE_SET, SET",
    "SET_FROM_MAP, SET",
    "IDENTITY_SET, SET",
    "KEY_SET_VIEW, SET",
    "SET_N, SET",
    "SET_2, SET",
    "SET_1, SET",
    "SINGLETON, SET",
    "UNMODIFIABLE_SET, SET",
    "ARRAY_LIST, LIST",
    "LIST_OF_NULLS, LIST",
    "LINKED_LIST, LIST",
    "ARRAY_DEQUE, LIST",
    "VECTOR, LIST",
    "STACK, LIST",
    "COPY_ON_WRITE, LIST",
    "PRIORITY_QUEUE, LIST",
    "PRIORITY_BLOCKING_QUEUE, LIST",
    "DELAY_QUEUE, LIST",
    "ARRAY_BLOCKING_QUEUE, LIST",
    "LINKED_BLOCKING_QUEUE, LIST",
    "LINKED_BLOCKING_DEQUE, LIST",
    "TRANSFER_QUEUE, LIST",
    "CONCURRENT_QUEUE, LIST",
    "CONCURRENT_DEQUE, LIST",
    "AS_LIST, LIST",
    "LIST_N, LIST",
    "LIST_2, LIST",
    "LIST_1, LIST",
    "SINGLETON_LIST, LIST",
    "ATOMIC_ARRAY, LIST",
    "ARRAY, LIST",
    "OPTIONAL, BOX",
    "ATOMIC_REFERENCE, BOX",
    "NESTED_WRAPPERS, LIST",
    "CLONE, LIST"
  })
  void collections(String field, Form form) throws Exception {
    int container = dump.specimen(field);
    assertThat(dump.model.containers().formOf(dump.reader, container)).isEqualTo(form);
    List<Integer> elements = new ArrayList<>();
    dump.model.containers().elements(dump.reader, container, elements::add);
    List<Integer> live = new ArrayList<>();
    for (Object element : elementsOf(live(field))) {
      live.add(dump.marker((Specimens.Marker) element));
    }
    if (List.of("SET_N", "SET_2", "SET_FROM_MAP").contains(field)) {
      assertThat(elements).containsExactlyInAnyOrderElementsOf(live);
    } else {
      assertThat(elements).isEqualTo(live);
    }
    assertThat(dump.model.containers().size(dump.reader, container)).isIn(live.size(), -1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HASH_MAP",
        "TREEIFIED",
        "LINKED_HASH_MAP",
        "TREEIFIED_LINKED",
        "LRU",
        "TREE_MAP",
        "CONCURRENT_HASH_MAP",
        "TREEIFIED_CONCURRENT",
        "SKIP_LIST_MAP",
        "WEAK_HASH_MAP",
        "IDENTITY_HASH_MAP",
        "HASHTABLE",
        "PROPERTIES",
        "ENUM_MAP",
        "MAP_N",
        "HASH_SET",
        "LINKED_HASH_SET",
        "TREE_SET",
        "SKIP_LIST_SET",
        "COPY_ON_WRITE_SET",
        "SET_FROM_MAP",
        "IDENTITY_SET",
        "KEY_SET_VIEW",
        "SET_N",
        "ARRAY_LIST",
        "LINKED_LIST",
        "ARRAY_DEQUE",
        "VECTOR",
        "STACK",
        "COPY_ON_WRITE",
        "PRIORITY_QUEUE",
        "PRIORITY_BLOCKING_QUEUE",
        "DELAY_QUEUE",
        "ARRAY_BLOCKING_QUEUE",
        "LINKED_BLOCKING_QUEUE",
        "LINKED_BLOCKING_DEQUE",
        "TRANSFER_QUEUE",
        "CONCURRENT_QUEUE",
        "CONCURRENT_DEQUE",
        "AS_LIST",
        "LIST_N",
        "ATOMIC_ARRAY"
      })
  void everythingBetweenContainerAndContentsBelongsToIt(String field) throws Exception {
    int container = dump.specimen(field);
    assertThat(dump.model.containers().owner(container)).isEqualTo(Containers.NO_OWNER);
    ReferenceCursor incoming = dump.graph.incoming();
    for (Object element : contents(live(field))) {
      int marker = dump.marker((Specimens.Marker) element);
      if (marker < 0) {
        continue;
      }
      assertThat(dump.model.containers().owner(marker)).isEqualTo(Containers.NO_OWNER);
      incoming.moveTo(marker);
      List<Integer> owners = new ArrayList<>();
      for (int source = incoming.next(); source >= 0; source = incoming.next()) {
        owners.add(dump.model.containers().owner(source));
      }
      assertThat(owners).contains(container);
      assertThat(dump.referrers(marker)).contains(container);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HASH_SET, HashSet{*}",
    "LINKED_HASH_SET, LinkedHashSet{*}",
    "TREE_SET, TreeSet{*}",
    "SKIP_LIST_SET, ConcurrentSkipListSet{*}",
    "COPY_ON_WRITE_SET, CopyOnWriteArraySet{*}",
    "IDENTITY_SET, Collections$SetFromMap{*}",
    "KEY_SET_VIEW, ConcurrentHashMap$KeySetView{*}",
    "SET_N, ImmutableCollections$SetN{*}",
    "SET_2, ImmutableCollections$Set12{*}",
    "SINGLETON, Collections$SingletonSet{*}",
    "UNMODIFIABLE_SET, HashSet{*}",
    "ARRAY_LIST, ArrayList[*]",
    "LIST_OF_NULLS, ArrayList[*]",
    "LINKED_LIST, LinkedList[*]",
    "ARRAY_DEQUE, ArrayDeque[*]",
    "VECTOR, Vector[*]",
    "STACK, Stack[*]",
    "COPY_ON_WRITE, CopyOnWriteArrayList[*]",
    "PRIORITY_QUEUE, PriorityQueue[*]",
    "PRIORITY_BLOCKING_QUEUE, PriorityBlockingQueue[*]",
    "DELAY_QUEUE, DelayQueue[*]",
    "ARRAY_BLOCKING_QUEUE, ArrayBlockingQueue[*]",
    "LINKED_BLOCKING_QUEUE, LinkedBlockingQueue[*]",
    "LINKED_BLOCKING_DEQUE, LinkedBlockingDeque[*]",
    "TRANSFER_QUEUE, LinkedTransferQueue[*]",
    "CONCURRENT_QUEUE, ConcurrentLinkedQueue[*]",
    "CONCURRENT_DEQUE, ConcurrentLinkedDeque[*]",
    "AS_LIST, Arrays$ArrayList[*]",
    "LIST_N, ImmutableCollections$ListN[*]",
    "LIST_1, ImmutableCollections$List12[*]",
    "SINGLETON_LIST, Collections$SingletonList[*]",
    "ATOMIC_ARRAY, AtomicReferenceArray[*]",
    "ARRAY, Specimens$Marker[][*]",
    "OPTIONAL, Optional.value",
    "ATOMIC_REFERENCE, AtomicReference.value",
    "NESTED_WRAPPERS, ArrayList[*]",
    "CLONE, CopyOnWriteArrayList[*]"
  })
  void elementsAreNamedByTheirHolder(String field, String relation) throws Exception {
    assertIsNamed(field, relation);
  }

  private static void assertIsNamed(String field, String relation) throws Exception {
    for (int marker : markers(field)) {
      assertThat(dump.relations(marker)).containsExactly(relation);
    }
  }

  /** Returns what is in a container, but for nulls: never nothing. */
  private static List<Integer> markers(String field) throws Exception {
    List<Integer> markers = new ArrayList<>();
    for (Object element : contents(live(field))) {
      if (element != null) {
        markers.add(dump.marker((Specimens.Marker) element));
      }
    }
    assertThat(markers).isNotEmpty();
    return markers;
  }

  @ParameterizedTest
  @CsvSource({
    "HASH_MAP, HashMap",
    "LINKED_HASH_MAP, LinkedHashMap",
    "LRU, Specimens$Lru",
    "TREE_MAP, TreeMap",
    "CONCURRENT_HASH_MAP, ConcurrentHashMap",
    "SKIP_LIST_MAP, ConcurrentSkipListMap",
    "WEAK_HASH_MAP, WeakHashMap",
    "IDENTITY_HASH_MAP, IdentityHashMap",
    "HASHTABLE, Hashtable",
    "MAP_N, ImmutableCollections$MapN",
    "MAP_1, ImmutableCollections$Map1",
    "SINGLETON_MAP, Collections$SingletonMap",
    "UNMODIFIABLE_MAP, HashMap",
    "SYNCHRONIZED_MAP, TreeMap"
  })
  void valuesAreNamedByTheirKeyAndKeysByTheirMap(String field, String map) throws Exception {
    Map<?, ?> live = (Map<?, ?>) live(field);
    List<Integer> keys = new ArrayList<>();
    dump.model.containers().entries(dump.reader, dump.specimen(field), (k, v) -> keys.add(k));
    assertThat(live).isNotEmpty();
    assertThat(keys).isNotEmpty();
    for (Map.Entry<?, ?> entry : live.entrySet()) {
      int marker = dump.marker((Specimens.Marker) entry.getValue());
      assertThat(dump.relations(marker)).containsExactly("[\"" + entry.getKey() + "\"]");
    }
    for (int key : keys) {
      assertThat(dump.relations(key)).contains(map + ".keys");
      int text = dump.model.strings().valueArray(dump.reader, key);
      assertThat(dump.model.containers().owner(text)).isEqualTo(key);
      assertThat(dump.relations(text)).contains(map + ".keys.value");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HASH_MAP_OF_NULLS, [null]", "IDENTITY_OF_NULLS, [null]", "ENUM_MAP, [Specimens$Color.GREEN]",
    "BOXED, [42]", "TREEIFIED, [Specimens$Key]", "TREEIFIED_LINKED, [Specimens$Key]",
    "TREEIFIED_CONCURRENT, [Specimens$Key]"
  })
  void keysAreShownByKind(String field, String relation) throws Exception {
    assertIsNamed(field, relation);
  }

  /**
   * A path to any content crosses the container once: one step has a name, the others stay inside.
   */
  @ParameterizedTest
  @CsvSource({
    "TREEIFIED, [Specimens$Key]", "HASH_SET, {*}", "DELAY_QUEUE, [*]", "CONCURRENT_QUEUE, [*]",
    "SKIP_LIST_SET, {*}", "IDENTITY_SET, {*}", "COPY_ON_WRITE_SET, {*}", "UNMODIFIABLE_SET, {*}",
    "NESTED_WRAPPERS, [*]", "LIST_2, [*]", "OPTIONAL, .value", "ENUM_MAP, [Specimens$Color.GREEN]"
  })
  void stepsShowWhereAPathLeavesAContainer(String field, String step) throws Exception {
    Relations relations = dump.model.relations();
    Relations.Cursor cursor = relations.cursor(false);
    int container = dump.specimen(field);
    for (int marker : markers(field)) {
      List<String> steps = new ArrayList<>();
      int at = marker;
      while (at != container) {
        int parent = dump.graph.strongPaths().parent(at);
        assertThat(parent).isNotNegative();
        int number = cursor.step(parent, at);
        if (number != Relations.INSIDE) {
          steps.add(relations.relation(number).step());
        }
        at = parent;
      }
      assertThat(steps).containsExactly(step);
    }
  }

  private static Object live(String field) throws ReflectiveOperationException {
    Field declared = Specimens.class.getDeclaredField(field);
    return declared.get(null);
  }

  private static Collection<?> contents(Object live) {
    return live instanceof Map<?, ?> map ? map.values() : elementsOf(live);
  }

  private static Collection<?> elementsOf(Object live) {
    if (live instanceof Object[] array) {
      return Arrays.asList(array);
    } else if (live instanceof Optional<?> optional) {
      return List.of(optional.orElseThrow());
    } else if (live instanceof AtomicReference<?> reference) {
      return List.of(reference.get());
    } else if (live instanceof AtomicReferenceArray<?> array) {
      List<Object> all = new ArrayList<>();
      for (int i = 0; i < array.length(); i++) {
        all.add(array.get(i));
      }
      return all;
    }
    return (Collection<?>) live;
  }
}
