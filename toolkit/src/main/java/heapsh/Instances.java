package heapsh;

import heapsh.graph.HeapGraph;
import java.util.BitSet;

/** Holds the instances of the classes that a pattern names. Immutable and thread-safe. */
public final class Instances extends ObjectSet {
  private final ObjectSet base;
  private final BitSet classes;

  private Instances(ObjectSet base, BitSet classes) {
    super(base.heap(), base.heap().instances(base.bitmap(), classes));
    this.base = base;
    this.classes = classes;
  }

  static Instances of(ObjectSet base, BitSet classes) {
    return new Instances(base, classes);
  }

  /**
   * Returns the instances of these classes and of all their subclasses.
   *
   * <p>Cost: O(objects).
   *
   * <p>Example: {@code hp.instancesOf("java.util.AbstractMap").orSubclasses()}
   */
  public ObjectSet orSubclasses() {
    HeapGraph graph = heap().graph();
    BitSet wanted = new BitSet();
    for (int number = 0; number < graph.classCount(); number++) {
      wanted.set(number, isOfThese(graph, number));
    }
    return new ObjectSet(heap(), heap().instances(base.bitmap(), wanted));
  }

  private boolean isOfThese(HeapGraph graph, int number) {
    // A damaged dump may have a circle of superclasses, so the walk is bounded.
    int steps = graph.classCount();
    for (int type = number; type >= 0 && steps-- > 0; type = graph.heapClass(type).superNumber()) {
      if (classes.get(type)) {
        return true;
      }
    }
    return false;
  }
}
