package heapsh.jdk;

import heapsh.graph.HeapGraph;
import heapsh.graph.ObjectReader;
import java.util.function.IntConsumer;

/**
 * Knows the JDK's containers: which objects are their insides, what they hold. Thread-safe; readers belong to the
 * caller. A class whose fields are not as expected (another JDK's layout) is no container.
 */
public final class Containers {
  /** What {@link #owner} gives for an object that is not the inside of a container. */
  public static final int NO_OWNER = -1;

  Containers(HeapGraph graph, JavaStrings strings) {
    throw new UnsupportedOperationException("skeleton");
  }

  /** Returns what instances of a class, or of a known container that it extends, are. O(1). */
  public Form form(int classNumber) {
    throw new UnsupportedOperationException("skeleton");
  }

  /**
   * Returns the container whose inside this object is: the array or node of a map, the map of a set, the array of a
   * String ... seen from outside: a node of the HashMap in a HashSet belongs to the HashSet. First call walks every
   * container once, O(objects).
   *
   * @return an index, or {@link #NO_OWNER}
   */
  public int owner(int index) {
    throw new UnsupportedOperationException("skeleton");
  }

  /** Receives an entry of a map: indexes or negative {@link ObjectReader} constants. */
  @FunctionalInterface
  public interface EntryConsumer {
    /** Takes one entry. */
    void accept(int key, int value);
  }

  /** Gives every element of a set, list, box, wrapper of these or array of references, in its order where it has one. */
  public void elements(ObjectReader reader, int index, IntConsumer consumer) {
    throw new UnsupportedOperationException("skeleton");
  }

  /** Gives every entry of a map or wrapper of one, in the order of its insides. */
  public void entries(ObjectReader reader, int index, EntryConsumer consumer) {
    throw new UnsupportedOperationException("skeleton");
  }
}
