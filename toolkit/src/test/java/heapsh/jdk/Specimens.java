package heapsh.jdk;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Properties;
import java.util.Queue;
import java.util.Set;
import java.util.Stack;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.WeakHashMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Holds one container of every kind, each in a static field and filled with markers of its own. */
final class Specimens {
  private Specimens() {}

  private static int markers;

  /** An object that is found again in the dump by its number. */
  static final class Marker implements Delayed {
    final int number = ++markers;

    @Override
    public int compareTo(Delayed other) {
      return number - ((Marker) other).number;
    }

    @Override
    public long getDelay(TimeUnit unit) {
      return number;
    }
  }

  enum Color {
    RED,
    GREEN {
      @Override
      public String toString() {
        return "a constant with a body";
      }
    },
    BLUE
  }

  /** A key that is neither text nor number; all in one bucket, so that its maps make trees. */
  record Key(int number) implements Comparable<Key> {
    @Override
    public int hashCode() {
      return 7;
    }

    @Override
    public int compareTo(Key other) {
      return number - other.number;
    }
  }

  @SuppressWarnings("serial") // never serialized
  static final class Lru extends LinkedHashMap<String, Marker> {
    private static final long serialVersionUID = 1;
    Object companion;

    Lru() {
      super(16, 0.75f, true);
    }
  }

  static final Map<String, Marker> HASH_MAP = fill(new HashMap<>());
  static final Map<Object, Marker> HASH_MAP_OF_NULLS = nulls(new HashMap<>());
  static final Map<Key, Marker> TREEIFIED = collide(new HashMap<>());
  static final Map<String, Marker> LINKED_HASH_MAP = fill(new LinkedHashMap<>());
  static final Map<Key, Marker> TREEIFIED_LINKED = collide(new LinkedHashMap<>());
  static final Lru LRU = fill(new Lru());
  static final Map<String, Marker> TREE_MAP = fill(new TreeMap<>());
  static final Map<String, Marker> CONCURRENT_HASH_MAP = fill(new ConcurrentHashMap<>());
  static final Map<Key, Marker> TREEIFIED_CONCURRENT = collide(new ConcurrentHashMap<>());
  static final Map<String, Marker> SKIP_LIST_MAP = fill(new ConcurrentSkipListMap<>());
  static final Map<String, Marker> WEAK_HASH_MAP = fill(new WeakHashMap<>());
  static final List<Object> KEEPS_WEAK_KEYS = new ArrayList<>(WEAK_HASH_MAP.keySet());
  static final Map<String, Marker> IDENTITY_HASH_MAP = fill(new IdentityHashMap<>());
  static final Map<Object, Marker> IDENTITY_OF_NULLS = nulls(new IdentityHashMap<>());
  static final Map<String, Marker> HASHTABLE = fill(new Hashtable<>());
  static final Map<Object, Object> PROPERTIES = properties();
  static final Map<Color, Marker> ENUM_MAP = colors();
  static final Map<String, Marker> MAP_N = Map.of("a", new Marker(), "b", new Marker());
  static final Map<String, Marker> MAP_1 = Map.of("only", new Marker());
  static final Map<String, Marker> SINGLETON_MAP = Collections.singletonMap("s", new Marker());
  static final Map<Integer, Marker> BOXED = Map.of(42, new Marker());

  static final Set<Marker> HASH_SET = fill(new HashSet<>());
  static final Set<Marker> LINKED_HASH_SET = fill(new LinkedHashSet<>());
  static final Set<Marker> TREE_SET = fill(new TreeSet<>());
  static final Set<Marker> SKIP_LIST_SET = fill(new ConcurrentSkipListSet<>());
  static final Set<Marker> COPY_ON_WRITE_SET = fill(new CopyOnWriteArraySet<>());
  static final Set<Marker> SET_FROM_MAP = fill(Collections.newSetFromMap(new WeakHashMap<>()));
  static final List<Marker> KEEPS_WEAK_ELEMENTS = new ArrayList<>(SET_FROM_MAP);
  static final Set<Marker> IDENTITY_SET = fill(Collections.newSetFromMap(new IdentityHashMap<>()));
  static final Set<Marker> KEY_SET_VIEW = fill(ConcurrentHashMap.newKeySet());
  static final Set<Marker> SET_N = Set.of(new Marker(), new Marker(), new Marker());
  static final Set<Marker> SET_2 = Set.of(new Marker(), new Marker());
  static final Set<Marker> SET_1 = Set.of(new Marker());
  static final Set<Marker> SINGLETON = Collections.singleton(new Marker());

  static final List<Marker> ARRAY_LIST = fill(new ArrayList<>());
  static final List<Marker> LIST_OF_NULLS = someNulls();
  static final List<Marker> LINKED_LIST = fill(new LinkedList<>());
  static final Collection<Marker> ARRAY_DEQUE = wrapAround(new ArrayDeque<>(7));
  static final List<Marker> VECTOR = fill(new Vector<>());
  static final List<Marker> STACK = fill(new Stack<>());
  static final CopyOnWriteArrayList<Marker> COPY_ON_WRITE = fill(new CopyOnWriteArrayList<>());
  static final Collection<Marker> PRIORITY_QUEUE = fill(new PriorityQueue<>());
  static final Collection<Marker> PRIORITY_BLOCKING_QUEUE = fill(new PriorityBlockingQueue<>());
  static final Collection<Marker> DELAY_QUEUE = fill(new DelayQueue<>());
  static final Collection<Marker> ARRAY_BLOCKING_QUEUE = wrapAround(new ArrayBlockingQueue<>(8));
  static final Collection<Marker> LINKED_BLOCKING_QUEUE = wrapAround(new LinkedBlockingQueue<>());
  static final Collection<Marker> LINKED_BLOCKING_DEQUE = wrapAround(new LinkedBlockingDeque<>());
  static final Collection<Marker> TRANSFER_QUEUE = wrapAround(new LinkedTransferQueue<>());
  static final Collection<Marker> CONCURRENT_QUEUE = wrapAround(new ConcurrentLinkedQueue<>());
  static final Collection<Marker> CONCURRENT_DEQUE = wrapAround(new ConcurrentLinkedDeque<>());
  static final List<Marker> AS_LIST = Arrays.asList(new Marker(), null, new Marker());
  static final List<Marker> LIST_N = List.of(new Marker(), new Marker(), new Marker());
  static final List<Marker> LIST_2 = List.of(new Marker(), new Marker());
  static final List<Marker> LIST_1 = List.of(new Marker());
  static final List<Marker> SINGLETON_LIST = Collections.singletonList(new Marker());
  static final AtomicReferenceArray<Marker> ATOMIC_ARRAY =
      new AtomicReferenceArray<>(new Marker[] {new Marker(), null, new Marker()});
  static final Marker[] ARRAY = {new Marker(), null, new Marker()};

  static final Optional<Marker> OPTIONAL = Optional.of(new Marker());
  static final AtomicReference<Marker> ATOMIC_REFERENCE = new AtomicReference<>(new Marker());

  static final Map<String, Marker> UNMODIFIABLE_MAP =
      Collections.unmodifiableMap(fill(new HashMap<>()));
  static final Map<String, Marker> SYNCHRONIZED_MAP =
      Collections.synchronizedMap(fill(new TreeMap<>()));
  static final Collection<Marker> UNMODIFIABLE_SET =
      Collections.unmodifiableSet(fill(new HashSet<>()));
  static final List<Marker> NESTED_WRAPPERS =
      Collections.unmodifiableList(
          Collections.synchronizedList(
              Collections.checkedList(fill(new ArrayList<>()), Marker.class)));

  static final ThreadLocal<Marker> CONTEXT = new ThreadLocal<>();
  static final Marker REFERRED = new Marker();
  static final Reference<Marker> WEAK = new WeakReference<>(REFERRED);
  static final Reference<Marker> SOFT = new SoftReference<>(REFERRED);
  static final Reference<Marker> PHANTOM = new PhantomReference<>(REFERRED, new ReferenceQueue<>());
  static final String TEXT = new String("a text of its own".toCharArray());
  static final String TWIN = new String(TEXT);
  static final String WIDE = new String("snowman \u2603 and more".toCharArray());
  static final Object ITSELF_IN_MAP = itself();
  static final List<Marker> CLONED = fill(new CopyOnWriteArrayList<>());
  static final Object CLONE = ((CopyOnWriteArrayList<?>) CLONED).clone();
  static final Map<String, Marker> LONG_KEYS = longKeys();

  /** Makes every cached view and the value of the thread local. */
  static void prepare() {
    CONTEXT.set(new Marker());
    for (Map<?, ?> map :
        List.of(HASH_MAP, TREE_MAP, CONCURRENT_HASH_MAP, SKIP_LIST_MAP, HASHTABLE, ENUM_MAP)) {
      map.keySet().size();
      map.values().size();
      map.entrySet().size();
    }
    for (Map<?, ?> map : List.of(UNMODIFIABLE_MAP, SYNCHRONIZED_MAP, IDENTITY_HASH_MAP)) {
      map.keySet().size();
      map.values().size();
      map.entrySet().size();
    }
  }

  private static <M extends Map<String, Marker>> M fill(M map) {
    for (String key : List.of("sql", "b", "a", "d", "c")) {
      map.put(new String(key.toCharArray()), new Marker());
    }
    return map;
  }

  private static List<Marker> someNulls() {
    List<Marker> list = new ArrayList<>();
    list.add(null);
    list.add(new Marker());
    list.add(null);
    return list;
  }

  private static <M extends Map<Object, Marker>> M nulls(M map) {
    map.put(null, new Marker());
    map.put("b", null);
    return map;
  }

  private static <M extends Map<Key, Marker>> M collide(M map) {
    for (int i = 0; i < 100; i++) {
      map.put(new Key(i), new Marker());
    }
    return map;
  }

  private static <C extends Collection<Marker>> C fill(C collection) {
    for (int i = 0; i < 5; i++) {
      collection.add(new Marker());
    }
    return collection;
  }

  private static <C extends Queue<Marker>> C wrapAround(C queue) {
    for (int i = 0; i < 20; i++) {
      queue.add(new Marker());
      if (i >= 5) {
        queue.remove();
      }
    }
    return queue;
  }

  private static Map<Object, Object> properties() {
    Properties properties = new Properties();
    properties.put("marked", new Marker());
    properties.put("too", new Marker());
    return properties;
  }

  private static Map<Color, Marker> colors() {
    Map<Color, Marker> map = new EnumMap<>(Color.class);
    map.put(Color.BLUE, null);
    map.put(Color.GREEN, new Marker());
    return map;
  }

  private static Object itself() {
    Map<String, Object> map = new HashMap<>();
    map.put("self", map);
    return map;
  }

  private static Map<String, Marker> longKeys() {
    Map<String, Marker> map = new HashMap<>();
    map.put("x".repeat(50) + "1", new Marker());
    map.put("x".repeat(50) + "2", new Marker());
    return map;
  }
}
