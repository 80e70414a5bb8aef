package heapsh.jdk;

import heapsh.graph.HeapField;
import heapsh.graph.HeapGraph;
import heapsh.graph.ObjectReader;
import heapsh.hprof.FieldType;
import java.util.function.IntConsumer;

/**
 * Knows the JDK's containers: which objects are their insides, what they hold. Thread-safe; readers
 * belong to the caller. A class whose fields are not as expected (another JDK's layout) is no
 * container.
 */
public final class Containers {
  /** What {@link #owner} gives for an object that is not the inside of a container. */
  public static final int NO_OWNER = -1;

  /** What {@link #size} gives where only counting the contents would tell. */
  public static final int UNKNOWN_SIZE = -1;

  private final HeapGraph graph;
  private final KnownClasses known;
  private volatile Owners owners;

  Containers(HeapGraph graph, JavaStrings strings) {
    this.graph = graph;
    this.known = new KnownClasses(graph);
  }

  /** Returns what instances of a class, or of a known container that it extends, are. O(1). */
  public Form form(int classNumber) {
    KnownClass type = known.get(classNumber);
    return type == null ? Form.NONE : type.form;
  }

  /**
   * Returns the container whose inside this object is: the array or node of a map, the map of a
   * set, the array of a String ... seen from outside: a node of the HashMap in a HashSet belongs to
   * the HashSet. The map of a thread's locals belongs to the Thread. What several containers share
   * belongs to the first of them. First call walks every container once, O(objects).
   *
   * @return an index, or {@link #NO_OWNER}
   */
  public int owner(int index) {
    return owners().get(index);
  }

  Owners owners() {
    Owners made = owners;
    return made != null ? made : makeOwners();
  }

  /** Tells whether {@link #owners} has been called, so that it costs nothing any more. */
  boolean hasOwners() {
    return owners != null;
  }

  private synchronized Owners makeOwners() {
    if (owners == null) {
      owners = Owners.of(graph, known);
    }
    return owners;
  }

  KnownClasses known() {
    return known;
  }

  /** Receives an entry of a map: indexes or negative {@link ObjectReader} constants. */
  @FunctionalInterface
  public interface EntryConsumer {
    /** Takes one entry. */
    void accept(int key, int value);
  }

  /**
   * Gives every element of a set, list, box, wrapper of these or array of references, in its order
   * where it has one; null elements as {@link ObjectReader#NULL}; nothing for any other object.
   * O(size) reads of the dump.
   */
  public void elements(ObjectReader reader, int index, IntConsumer consumer) {
    int container = unwrap(reader, index);
    Form form = formAt(container);
    if (form == Form.SET || form == Form.LIST || form == Form.BOX) {
      read(reader, container, (key, value) -> consumer.accept(key));
    }
  }

  /**
   * Gives every entry of a map or wrapper of one, in the order of its insides; null keys and values
   * as {@link ObjectReader#NULL}; nothing for any other object. O(size) reads of the dump.
   */
  public void entries(ObjectReader reader, int index, EntryConsumer consumer) {
    int container = unwrap(reader, index);
    if (formAt(container) == Form.MAP) {
      read(reader, container, consumer);
    }
  }

  /**
   * Returns what an object is to its user with wrappers seen through: never {@code WRAPPER}, but
   * {@code LIST} for an array of references and {@code NONE} for a wrapper of something unknown.
   * O(1) reads of the dump.
   */
  public Form formOf(ObjectReader reader, int index) {
    return formAt(unwrap(reader, index));
  }

  /**
   * Reads the number of elements or entries as the container itself counts them.
   *
   * @return {@link #UNKNOWN_SIZE} where no field has it (ConcurrentHashMap, linked queues) or the
   *     object is no container
   */
  public int size(ObjectReader reader, int index) {
    int inner = ContainerReader.resolve(graph, known, reader, unwrap(reader, index));
    KnownClass type = known.get(graph.classNumber(inner));
    if (type == null) {
      return isReferenceArray(inner) ? reader.arrayLength(inner) : UNKNOWN_SIZE;
    }
    HeapField size = type.field(Role.SIZE);
    if (size != null) {
      return (int) Math.max(0, Math.min(Integer.MAX_VALUE, reader.bits(inner, size)));
    }
    HeapField array = type.shape == Shape.ARRAY ? type.field(Role.ARRAY) : null;
    int elements = array == null ? ObjectReader.NULL : reader.reference(inner, array);
    return isReferenceArray(elements) ? reader.arrayLength(elements) : UNKNOWN_SIZE;
  }

  private int unwrap(ObjectReader reader, int index) {
    return ContainerReader.unwrap(graph, known, reader, index);
  }

  private Form formAt(int container) {
    if (isReferenceArray(container)) {
      return Form.LIST;
    }
    Form form = form(graph.classNumber(container));
    return form == Form.WRAPPER ? Form.NONE : form;
  }

  private boolean isReferenceArray(int index) {
    return index >= 0
        && graph.heapClass(graph.classNumber(index)).elementType() == FieldType.OBJECT;
  }

  private void read(ObjectReader reader, int container, EntryConsumer consumer) {
    int inner = ContainerReader.resolve(graph, known, reader, container);
    if (known.get(graph.classNumber(inner)) != null) {
      new ContainerReader(graph, known, reader, consumer).read(inner);
    } else if (isReferenceArray(inner)) {
      int length = reader.arrayLength(inner);
      for (int i = 0; i < length; i++) {
        consumer.accept(reader.element(inner, i), ObjectReader.NULL);
      }
    }
  }
}
