package heapsh;

import heapsh.graph.HeapClass;
import heapsh.graph.HeapField;
import heapsh.graph.HeapGraph;
import heapsh.graph.ObjectReader;
import heapsh.hprof.FieldType;
import heapsh.jdk.Containers;
import heapsh.jdk.Form;
import heapsh.jdk.JavaStrings;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.lang.ref.WeakReference;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * Reads values of one heap for one thread: fields, elements, keys, and what strings and boxes stand
 * for. Not thread-safe.
 */
final class HeapReader {
  /** The longest text that comparing two strings of the heap looks at. */
  static final int MAX_TEXT = 1 << 24;

  /** More paths than a filter is likely to read of each object. */
  private static final int MAX_CURSORS = 32;

  private static final int INTERRUPT_MASK = (1 << 12) - 1;

  /**
   * The reader that this thread used last: making one costs buffers, and {@code field} is called
   * per object.
   */
  private static final ThreadLocal<WeakReference<HeapReader>> LAST = new ThreadLocal<>();

  private final Heap heap;
  private final HeapGraph graph;
  private final ObjectReader reader;
  private final JavaStrings strings;
  private final Containers containers;
  private final PlainTypes plainTypes;
  private final Counter counter = new Counter();
  private final Map<String, PathCursor> cursors =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PathCursor> eldest) {
          return size() > MAX_CURSORS;
        }
      };

  private HeapReader(Heap heap) {
    this.heap = heap;
    graph = heap.graph();
    reader = graph.reader();
    strings = heap.jdk().strings();
    containers = heap.jdk().containers();
    plainTypes = new PlainTypes(graph);
  }

  /** Returns this thread's reader of a heap. */
  static HeapReader of(Heap heap) {
    HeapGraph open = heap.graph();
    WeakReference<HeapReader> last = LAST.get();
    HeapReader reader = last == null ? null : last.get();
    if (reader == null || reader.heap != heap || reader.graph != open) {
      reader = new HeapReader(heap);
      LAST.set(new WeakReference<>(reader));
    }
    return reader;
  }

  /** Stops long work when the user asks for it; looks every few thousand steps. */
  static void checkStop(long step) {
    if ((step & INTERRUPT_MASK) == 0 && Thread.interrupted()) {
      throw new HeapException("stopped");
    }
  }

  Heap heap() {
    return heap;
  }

  /** Returns the cursors of the paths that were read last from single objects, by path. */
  Map<String, PathCursor> cursors() {
    return cursors;
  }

  HeapGraph graph() {
    return graph;
  }

  HeapClass classOf(int index) {
    return graph.heapClass(graph.classNumber(index));
  }

  /** Returns what an object is as a container, wrappers seen through; NONE for arrays. */
  Form form(int index) {
    Form form = containers.form(graph.classNumber(index));
    return form == Form.WRAPPER ? containers.formOf(reader, index) : form;
  }

  /**
   * Tells whether instances of an object's class have a length: arrays, Strings, containers and
   * wrappers.
   */
  boolean isOfClassWithLength(int index) {
    return classOf(index).isArray()
        || strings.isString(index)
        || containers.form(graph.classNumber(index)) != Form.NONE;
  }

  /** Reads a field of an instance, or a static one of a class object. */
  void field(int holder, HeapField field, Value out) {
    if (!field.isReference()) {
      out.setPrimitive(field.type(), reader.bits(holder, field));
      return;
    }
    int target = reader.reference(holder, field);
    if (target == ObjectReader.DANGLING) {
      out.setDangling(reader.referenceId(holder, field));
    } else {
      toValue(target, out);
    }
  }

  /** Tells whether the dump holds the elements of a primitive array. */
  boolean hasData(int array) {
    return reader.hasData(array);
  }

  int arrayLength(int array) {
    return reader.arrayLength(array);
  }

  /** Reads an element of an array, which must have it. */
  void element(int array, int position, Value out) {
    FieldType type = classOf(array).elementType();
    if (type == FieldType.OBJECT) {
      toValue(reader.element(array, position), out);
    } else if (reader.hasData(array)) {
      out.setPrimitive(type, reader.elementBits(array, position));
    } else {
      out.setDangling(0);
    }
  }

  /** Takes what a read of a reference gave: an index or a negative constant of ObjectReader. */
  static void toValue(int target, Value out) {
    if (target >= 0) {
      out.setObject(target);
    } else if (target == ObjectReader.NULL) {
      out.set(Value.Kind.NULL);
    } else {
      out.setDangling(0);
    }
  }

  /** Tells whether an object is a map, also behind a wrapper. */
  boolean isMap(int index) {
    return form(index) == Form.MAP;
  }

  /** Tells whether an object has elements: an array, a list, a set, a box or a wrapper of one. */
  boolean hasElements(int index) {
    return classOf(index).isArray()
        || switch (form(index)) {
          case SET, LIST, BOX -> true;
          case NONE, MAP, WRAPPER -> false;
        };
  }

  /**
   * Returns the length of an array, String or container, -1 for another object; counted where no
   * field has it.
   */
  long length(int index) {
    if (classOf(index).isArray()) {
      return reader.arrayLength(index);
    }
    if (strings.isString(index)) {
      return strings.length(reader, index);
    }
    Form form = form(index);
    if (form == Form.NONE || form == Form.WRAPPER) {
      return -1;
    }
    long known = knownLength(index);
    if (known >= 0) {
      return known;
    }
    return form == Form.MAP ? countEntries(index) : countElements(index);
  }

  /** Returns the length that a field of a container has, -1 where only counting would tell. */
  long knownLength(int index) {
    int size = containers.size(reader, index);
    return size == Containers.UNKNOWN_SIZE ? -1 : size;
  }

  /** Tells whether an object has elements or entries. */
  boolean hasMembers(int index) {
    return isMap(index) || hasElements(index);
  }

  boolean isPrimitiveArray(int index) {
    HeapClass type = classOf(index);
    return type.isArray() && type.elementType() != FieldType.OBJECT;
  }

  /** Gives the elements of a container or of an array of references, the values of a map. */
  void members(int index, IntConsumer consumer) {
    if (isMap(index)) {
      containers.entries(reader, index, (key, value) -> consumer.accept(value));
    } else {
      containers.elements(reader, index, consumer);
    }
  }

  /**
   * Gives the same as values, and the elements of primitive arrays; the consumer must not keep the
   * value.
   */
  void memberValues(int index, Consumer<Value> consumer) {
    Value member = new Value();
    if (!classOf(index).isArray()) {
      IntArrayList members = new IntArrayList();
      members(index, members::add);
      for (int k = 0; k < members.size(); k++) {
        toValue(members.getInt(k), member);
        consumer.accept(member);
      }
      return;
    }
    int length = reader.arrayLength(index);
    for (int k = 0; k < length; k++) {
      element(index, k, member);
      consumer.accept(member);
    }
  }

  /** Returns the elements of a container: indexes and negative constants of ObjectReader. */
  IntArrayList elements(int index) {
    return firstElements(index, Integer.MAX_VALUE);
  }

  /** Returns the first elements of a container. */
  IntArrayList firstElements(int index, int limit) {
    IntArrayList first = new IntArrayList();
    try {
      containers.elements(
          reader,
          index,
          element -> {
            checkStop(first.size() + 1);
            first.add(element);
            Enough.when(first.size() >= limit);
          });
    } catch (Enough e) {
      // All that was asked for is there.
    }
    return first;
  }

  /** Gives every entry of a map, until the consumer throws {@link Enough}. */
  void entries(int index, Containers.EntryConsumer consumer) {
    try {
      containers.entries(reader, index, consumer);
    } catch (Enough e) {
      // The consumer has what it looked for.
    }
  }

  boolean isString(int index) {
    return strings.isString(index);
  }

  /** Returns the constant's name when the object is an enum constant, otherwise null. */
  String enumName(int index) {
    HeapField name = plainTypes.enumName(graph.classNumber(index));
    int text = name == null ? -1 : reader.reference(index, name);
    return text < 0 ? null : text(text, MAX_TEXT);
  }

  /** Reads the start of the text of a String; null when its array is missing. */
  String text(int string, int maxChars) {
    return strings.text(reader, string, maxChars);
  }

  /** Reads up to {@code limit} bytes of the data of a primitive array. */
  byte[] arrayBytes(int array, int limit) {
    return reader.arrayBytes(array, 0, limit);
  }

  /**
   * Replaces a String by its text, a box by its number, a constant of an enum by its name.
   *
   * @param maxChars how much of a text to read at most
   * @return whether the value stands for something plain
   */
  boolean toPlain(Value value, int maxChars) {
    if (!value.is(Value.Kind.OBJECT)) {
      return value.isPrimitive() || value.is(Value.Kind.TEXT);
    }
    return toUnboxed(value, maxChars) || toConstantName(value);
  }

  /** Replaces a String by its text and a box by its number; an enum's constant stays an object. */
  boolean toUnboxed(Value value, int maxChars) {
    int index = value.object();
    if (strings.isString(index)) {
      value.setText(strings.text(reader, index, maxChars));
      return true;
    }
    HeapField boxed = plainTypes.boxed(graph.classNumber(index));
    if (boxed == null) {
      return false;
    }
    field(index, boxed, value);
    return true;
  }

  private boolean toConstantName(Value value) {
    String name = enumName(value.object());
    if (name != null) {
      value.setText(name);
    }
    return name != null;
  }

  private long countEntries(int index) {
    counter.count = 0;
    containers.entries(reader, index, counter);
    return counter.count;
  }

  private long countElements(int index) {
    counter.count = 0;
    containers.elements(reader, index, counter);
    return counter.count;
  }

  /** Ends a walk over a container early: its elements are given, not asked for. */
  static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Enough ENOUGH = new Enough();

    private Enough() {
      super(null, null, false, false);
    }

    static void when(boolean enough) {
      if (enough) {
        throw ENOUGH;
      }
    }
  }

  /** Counts without allocating per object. */
  private static final class Counter implements IntConsumer, Containers.EntryConsumer {
    private long count;

    @Override
    public void accept(int element) {
      checkStop(++count);
    }

    @Override
    public void accept(int key, int value) {
      checkStop(++count);
    }
  }
}
