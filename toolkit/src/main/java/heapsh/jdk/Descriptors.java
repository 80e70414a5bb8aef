package heapsh.jdk;

import static heapsh.jdk.Form.BOX;
import static heapsh.jdk.Form.LIST;
import static heapsh.jdk.Form.MAP;
import static heapsh.jdk.Form.NONE;
import static heapsh.jdk.Form.SET;
import static heapsh.jdk.Form.WRAPPER;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Lists the layouts of the JDK's containers, JDK 6 to 25.
 *
 * <p>A class whose fields changed has several rows; the first whose required fields are all there
 * counts. A class inherits the rows of its superclasses. A further JDK is a further row.
 */
final class Descriptors {
  private static final String VIEWS = " keySet=VIEW? values=VIEW? entrySet=VIEW?";

  private static final Map<String, List<Descriptor>> BY_CLASS = byClass();

  private Descriptors() {}

  /** Returns the rows of a class, empty for an unknown one. */
  static List<Descriptor> of(String className) {
    return BY_CLASS.getOrDefault(className, List.of());
  }

  private static Map<String, List<Descriptor>> byClass() {
    List<Descriptor> rows = new ArrayList<>();
    hashMaps(rows);
    concurrentMaps(rows);
    otherMaps(rows);
    sets(rows);
    immutable(rows);
    arrays(rows);
    chains(rows);
    singles(rows);
    wrappers(rows);
    holders(rows);
    return rows.stream().collect(Collectors.groupingBy(Descriptor::className));
  }

  private static void hashMaps(List<Descriptor> rows) {
    String node = "key=KEY value=VALUE next=NEXT";
    rows.add(map("java.util.HashMap", Shape.TABLE, "table=TABLE size=SIZE" + VIEWS));
    rows.add(node("java.util.HashMap$Node", node));
    rows.add(node("java.util.HashMap$Entry", node)); // up to 7
    rows.add(node("java.util.HashMap$TreeNode", "parent=LINK left=LINK right=LINK prev=LINK"));
    rows.add(map("java.util.LinkedHashMap", Shape.ORDERED, "head=FIRST tail=LINK"));
    rows.add(map("java.util.LinkedHashMap", Shape.ORDERED, "header=HEADER")); // up to 7
    rows.add(node("java.util.LinkedHashMap$Entry", "before=LINK after=AFTER"));
    rows.add(map("java.util.Hashtable", Shape.TABLE, "table=TABLE count=SIZE" + VIEWS));
    rows.add(node("java.util.Hashtable$Entry", node));
    rows.add(map("java.util.Properties", Shape.DELEGATE, "map=DELEGATE")); // from 9
    rows.add(
        map("java.util.WeakHashMap", Shape.TABLE, "table=TABLE size=SIZE" + VIEWS)
            .withSentinel("java.util.WeakHashMap.NULL_KEY"));
    rows.add(node("java.util.WeakHashMap$Entry", "referent=KEY value=VALUE next=NEXT"));
  }

  private static void concurrentMaps(List<Descriptor> rows) {
    String map = "java.util.concurrent.ConcurrentHashMap";
    rows.add(map(map, Shape.TABLE, "table=TABLE nextTable=TABLE counterCells=CELLS?" + VIEWS));
    rows.add(node(map + "$Node", "key=KEY val=VALUE next=NEXT"));
    rows.add(node(map + "$TreeNode", "parent=LINK left=LINK right=LINK prev=LINK"));
    rows.add(emptyNode(map + "$TreeBin", "root=LINK first=BIN"));
    rows.add(emptyNode(map + "$ForwardingNode", "nextTable=TABLE"));
    rows.add(emptyNode(map + "$ReservationNode", ""));
    rows.add(emptyNode(map + "$CounterCell", ""));
    rows.add(map(map, Shape.TABLE, "segments=TABLE" + VIEWS)); // up to 7
    rows.add(emptyNode(map + "$Segment", "table=TABLE"));
    rows.add(node(map + "$HashEntry", "key=KEY value=VALUE next=NEXT"));
    String list = "java.util.concurrent.ConcurrentSkipListMap";
    rows.add(map(list, Shape.SKIP_LIST, "head=FIRST descendingMap=VIEW? adder=VIEW?" + VIEWS));
    rows.add(emptyNode(list + "$Index", "node=BASE down=LINK right=LINK"));
    rows.add(node(list + "$Node", "key=KEY val=VALUE next=NEXT"));
    rows.add(node(list + "$Node", "key=KEY value=VALUE next=NEXT")); // up to 8
  }

  private static void otherMaps(List<Descriptor> rows) {
    rows.add(
        map(
            "java.util.TreeMap",
            Shape.TREE,
            "root=FIRST size=SIZE navigableKeySet=VIEW? descendingMap=VIEW?" + VIEWS));
    rows.add(
        node("java.util.TreeMap$Entry", "key=KEY value=VALUE left=LEFT right=RIGHT parent=LINK"));
    rows.add(
        map("java.util.IdentityHashMap", Shape.PAIRS, "table=PAIRS size=SIZE" + VIEWS)
            .withSentinel("java.util.IdentityHashMap.NULL_KEY"));
    rows.add(
        map(
                "java.util.EnumMap",
                Shape.ENUM,
                "vals=ENUM_VALUES keyUniverse=UNIVERSE size=SIZE" + VIEWS)
            .withSentinel("java.util.EnumMap.NULL"));
  }

  private static void sets(List<Descriptor> rows) {
    rows.add(set("java.util.HashSet", Shape.DELEGATE, "map=DELEGATE"));
    rows.add(set("java.util.TreeSet", Shape.DELEGATE, "m=DELEGATE"));
    rows.add(set("java.util.concurrent.ConcurrentSkipListSet", Shape.DELEGATE, "m=DELEGATE"));
    rows.add(set("java.util.concurrent.CopyOnWriteArraySet", Shape.DELEGATE, "al=DELEGATE"));
    rows.add(set("java.util.Collections$SetFromMap", Shape.DELEGATE, "m=DELEGATE s=VIEW?"));
    rows.add(
        set(
            "java.util.concurrent.ConcurrentHashMap$KeySetView",
            Shape.DELEGATE,
            "map=DELEGATE value=GUARD"));
  }

  private static void immutable(List<Descriptor> rows) {
    String prefix = "java.util.ImmutableCollections$";
    String empty = "java.util.ImmutableCollections.EMPTY";
    rows.add(map(prefix + "MapN", Shape.DENSE_PAIRS, "table=PAIRS size=SIZE"));
    rows.add(map(prefix + "Map1", Shape.SLOTS, "k0=KEY v0=VALUE"));
    rows.add(set(prefix + "SetN", Shape.SPARSE, "elements=ARRAY size=SIZE"));
    rows.add(list(prefix + "ListN", Shape.ARRAY, "elements=ARRAY"));
    rows.add(set(prefix + "Set12", Shape.SLOTS, "e0=ITEM e1=ITEM").withSentinel(empty));
    rows.add(list(prefix + "List12", Shape.SLOTS, "e0=ITEM e1=ITEM").withSentinel(empty));
    rows.add(set(prefix + "Set1", Shape.SLOTS, "e0=ITEM")); // 9 and 10
    rows.add(set(prefix + "Set2", Shape.SLOTS, "e0=ITEM e1=ITEM"));
    rows.add(list(prefix + "List1", Shape.SLOTS, "e0=ITEM"));
    rows.add(list(prefix + "List2", Shape.SLOTS, "e0=ITEM e1=ITEM"));
  }

  private static void arrays(List<Descriptor> rows) {
    String concurrent = "java.util.concurrent.";
    rows.add(list("java.util.ArrayList", Shape.ARRAY, "elementData=ARRAY size=SIZE"));
    rows.add(list("java.util.Vector", Shape.ARRAY, "elementData=ARRAY elementCount=SIZE"));
    rows.add(list("java.util.PriorityQueue", Shape.ARRAY, "queue=ARRAY size=SIZE"));
    rows.add(list("java.util.Arrays$ArrayList", Shape.ARRAY, "a=ARRAY"));
    rows.add(list("java.util.ArrayDeque", Shape.RING, "elements=ARRAY head=HEAD tail=TAIL"));
    rows.add(list(concurrent + "CopyOnWriteArrayList", Shape.ARRAY, "array=ARRAY"));
    rows.add(list(concurrent + "atomic.AtomicReferenceArray", Shape.ARRAY, "array=ARRAY"));
    rows.add(
        list(
            concurrent + "ArrayBlockingQueue",
            Shape.RING,
            "items=ARRAY takeIndex=HEAD count=SIZE"));
    rows.add(list(concurrent + "PriorityBlockingQueue", Shape.ARRAY, "queue=ARRAY size=SIZE"));
    rows.add(list(concurrent + "PriorityBlockingQueue", Shape.DELEGATE, "q=DELEGATE")); // 6
    rows.add(list(concurrent + "DelayQueue", Shape.DELEGATE, "q=DELEGATE"));
    String delayed = concurrent + "ScheduledThreadPoolExecutor$DelayedWorkQueue";
    rows.add(list(delayed, Shape.ARRAY, "queue=ARRAY size=SIZE"));
    rows.add(list(delayed, Shape.DELEGATE, "dq=DELEGATE")); // 6
  }

  private static void chains(List<Descriptor> rows) {
    rows.add(list("java.util.LinkedList", Shape.CHAIN, "first=FIRST last=LINK size=SIZE"));
    rows.add(node("java.util.LinkedList$Node", "item=ELEMENT next=NEXT prev=LINK"));
    rows.add(list("java.util.LinkedList", Shape.CHAIN, "header=HEADER size=SIZE")); // 6
    rows.add(node("java.util.LinkedList$Entry", "element=ELEMENT next=NEXT previous=LINK"));
    String concurrent = "java.util.concurrent.";
    String queue = concurrent + "LinkedBlockingQueue";
    rows.add(list(queue, Shape.CHAIN, "head=HEADER last=LINK"));
    rows.add(node(queue + "$Node", "item=ITEM next=NEXT"));
    String deque = concurrent + "LinkedBlockingDeque";
    rows.add(list(deque, Shape.CHAIN, "first=FIRST last=LINK count=SIZE"));
    rows.add(node(deque + "$Node", "item=ITEM next=NEXT prev=LINK"));
    String transfer = concurrent + "LinkedTransferQueue";
    rows.add(list(transfer, Shape.CHAIN, "head=FIRST tail=LINK"));
    rows.add(node(transfer + "$Node", "item=ITEM next=NEXT"));
    rows.add(node(transfer + "$DualNode", "item=ITEM next=NEXT")); // from 22
    String linked = concurrent + "ConcurrentLinkedQueue";
    rows.add(list(linked, Shape.CHAIN, "head=FIRST tail=LINK"));
    rows.add(node(linked + "$Node", "item=ITEM next=NEXT"));
    String both = concurrent + "ConcurrentLinkedDeque";
    rows.add(list(both, Shape.CHAIN, "head=FIRST tail=LINK"));
    rows.add(node(both + "$Node", "item=ITEM next=NEXT prev=PREV"));
  }

  private static void singles(List<Descriptor> rows) {
    String prefix = "java.util.Collections$";
    rows.add(list(prefix + "SingletonList", Shape.SLOTS, "element=ELEMENT"));
    rows.add(set(prefix + "SingletonSet", Shape.SLOTS, "element=ELEMENT"));
    rows.add(map(prefix + "SingletonMap", Shape.SLOTS, "k=KEY v=VALUE" + VIEWS));
    rows.add(list(prefix + "EmptyList", Shape.SLOTS, ""));
    rows.add(set(prefix + "EmptySet", Shape.SLOTS, ""));
    rows.add(map(prefix + "EmptyMap", Shape.SLOTS, ""));
    rows.add(row("java.util.Optional", BOX, Shape.SLOTS, "value=ITEM"));
    String atomic = "java.util.concurrent.atomic.AtomicReference";
    rows.add(row(atomic, BOX, Shape.SLOTS, "value=ELEMENT"));
  }

  private static void wrappers(List<Descriptor> rows) {
    for (String kind : List.of("Unmodifiable", "Synchronized", "Checked")) {
      String prefix = "java.util.Collections$" + kind;
      rows.add(wrapper(prefix + "Collection", "c=WRAPPED"));
      rows.add(wrapper(prefix + "List", "list=WRAPPED"));
      rows.add(wrapper(prefix + "SortedSet", "ss=WRAPPED"));
      rows.add(wrapper(prefix + "NavigableSet", "ns=WRAPPED"));
      rows.add(wrapper(prefix + "Map", "m=WRAPPED" + VIEWS));
      rows.add(wrapper(prefix + "SortedMap", "sm=WRAPPED"));
      rows.add(wrapper(prefix + "NavigableMap", "nm=WRAPPED"));
    }
    rows.add(wrapper("java.util.Collections$CheckedQueue", "queue=WRAPPED"));
    rows.add(wrapper("java.util.Collections$AsLIFOQueue", "q=WRAPPED"));
  }

  private static void holders(List<Descriptor> rows) {
    rows.add(row("java.lang.String", NONE, Shape.HOLDER, "value=TEXT"));
    String locals = "java.lang.ThreadLocal$ThreadLocalMap";
    String thread = "threadLocals=LINK inheritableThreadLocals=LINK?";
    rows.add(row("java.lang.Thread", NONE, Shape.HOLDER, thread));
    rows.add(emptyNode(locals, "table=TABLE"));
    rows.add(node(locals + "$Entry", "referent=LOCAL_KEY value=LOCAL"));
  }

  private static Descriptor row(String className, Form form, Shape shape, String parts) {
    return Descriptor.of(className, form, shape, parts);
  }

  private static Descriptor map(String className, Shape shape, String parts) {
    return row(className, MAP, shape, parts);
  }

  private static Descriptor set(String className, Shape shape, String parts) {
    return row(className, SET, shape, parts);
  }

  private static Descriptor list(String className, Shape shape, String parts) {
    return row(className, LIST, shape, parts);
  }

  private static Descriptor wrapper(String className, String parts) {
    return row(className, WRAPPER, Shape.WRAPPER, parts);
  }

  private static Descriptor node(String className, String parts) {
    return row(className, NONE, Shape.NODE, parts);
  }

  private static Descriptor emptyNode(String className, String parts) {
    return row(className, NONE, Shape.EMPTY_NODE, parts);
  }
}
