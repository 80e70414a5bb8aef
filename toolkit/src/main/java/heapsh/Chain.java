package heapsh;

import heapsh.graph.ChainSearch;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntPredicate;
import org.roaringbitmap.RoaringBitmap;

/**
 * Shows a shortest chain of references between objects: every object on it with its address and
 * class, and the field or element by which the one above refers to it. Immutable.
 *
 * <pre>
 *    0: &lt;system class&gt;  0x7f439c90c810 class crawler.Connections
 *    1: .INSTANCE       0x7f439c90c840 crawler.Connections
 *    2: .connections    0x7f439c90c880 java.util.concurrent.ConcurrentHashMap
 * </pre>
 *
 * <p>References are those of the dump, nothing is seen through; a Reference's referent and the
 * class of an object are not followed, unless the heap {@code including(WEAK)} says so. Where there
 * is no chain it is empty and says so.
 */
public final class Chain implements Iterable<HeapObject>, Rich {
  /** How many references objgraph follows at most, unless told. */
  static final int DEPTH = 20;

  private final Heap heap;
  private final int[] objects;
  private final String none;

  private Chain(Heap heap, int[] objects, String none) {
    this.heap = heap;
    this.objects = objects;
    this.none = none;
  }

  /** Finds a chain that starts in a set and ends where the predicate holds. */
  static Chain from(ObjectSet set, IntPredicate wanted, int maxDepth, RoaringBitmap ignoring) {
    int[] found = find(set, ChainSearch.Way.REFERENTS, wanted, maxDepth, ignoring);
    return new Chain(set.heap(), found, "<no chain of up to " + references(maxDepth) + " from it>");
  }

  /** Finds a chain that starts where the predicate holds and ends in a set. */
  static Chain to(ObjectSet set, IntPredicate wanted, int maxDepth, RoaringBitmap ignoring) {
    int[] found = find(set, ChainSearch.Way.REFERRERS, wanted, maxDepth, ignoring);
    for (int i = 0, j = found.length - 1; i < j; i++, j--) {
      int swap = found[i];
      found[i] = found[j];
      found[j] = swap;
    }
    return new Chain(set.heap(), found, "<no chain of up to " + references(maxDepth) + " to it>");
  }

  private static int[] find(
      ObjectSet set,
      ChainSearch.Way way,
      IntPredicate wanted,
      int maxDepth,
      RoaringBitmap ignoring) {
    if (maxDepth < 0) {
      throw new HeapException(
          "a chain of at most " + maxDepth + " references is not possible: take 0 or more");
    }
    if (set.isEmpty()) {
      throw new HeapException("a chain needs an object at its end, and this set is empty");
    }
    Heap heap = set.heap();
    return ChainSearch.find(
        heap.graph(), way, heap.retention().strengths(), set.bitmap(), ignoring, maxDepth, wanted);
  }

  private static String references(int count) {
    return count == 1 ? "1 reference" : count + " references";
  }

  Heap heap() {
    return heap;
  }

  /** Gives the objects' indexes; must not be changed. */
  int[] indexes() {
    return objects;
  }

  /**
   * Tells whether there is a chain.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().get(0).findBackrefChain(o -> o.isRoot()).isFound()}
   */
  public boolean isFound() {
    return objects.length > 0;
  }

  /**
   * Returns the number of objects on the chain, 0 when there is none.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().get(0).findBackrefChain(o -> o.isRoot()).length()}
   */
  public int length() {
    return objects.length;
  }

  /**
   * Returns object {@code i} of the chain, from the side that refers; negative from the end.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().get(0).findBackrefChain(o -> o.isRoot()).get(0)}
   *
   * @throws HeapException when the chain has no such object
   */
  public HeapObject get(int i) {
    int place = i < 0 ? i + objects.length : i;
    if (place < 0 || place >= objects.length) {
      throw new HeapException(
          "no object " + i + ": this chain has " + PartitionText.objects(objects.length));
    }
    return new HeapObject(heap, objects[place]);
  }

  /**
   * Returns the objects of the chain as a set.
   *
   * <p>Cost: O(length).
   *
   * <p>Example: {@code hp.heap().get(0).findBackrefChain(o -> o.isRoot()).objects()}
   */
  public ObjectSet objects() {
    return heap.set(RoaringBitmap.bitmapOf(objects));
  }

  /**
   * Returns the texts of the references: the first says what the first object is, a GC root or its
   * class.
   *
   * <p>Cost: O(length).
   *
   * <p>Example: {@code hp.heap().get(0).findBackrefChain(o -> o.isRoot()).steps()}
   */
  public List<String> steps() {
    PathSteps steps = new PathSteps(heap, PathQuery.PLAIN.unmerged());
    IntArrayList codes = codes(steps);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < codes.size(); i++) {
      texts.add(steps.steps().text(codes.getInt(i)));
    }
    return List.copyOf(texts);
  }

  private IntArrayList codes(PathSteps steps) {
    IntArrayList codes = new IntArrayList(objects.length);
    for (int i = 0; i < objects.length; i++) {
      codes.add(i == 0 ? steps.start(objects[0]) : steps.rawEdge(objects[i - 1], objects[i]));
    }
    return codes;
  }

  private ExamplePath lines() {
    PathSteps steps = new PathSteps(heap, PathQuery.PLAIN.unmerged());
    return new ExamplePath(heap, new ConcretePath(codes(steps), IntArrayList.wrap(objects)));
  }

  /** Returns the objects from the side that refers. Cost: O(1) for each. */
  @Override
  public Iterator<HeapObject> iterator() {
    return new AbstractList<HeapObject>() {
      @Override
      public HeapObject get(int i) {
        return Chain.this.get(i);
      }

      @Override
      public int size() {
        return objects.length;
      }
    }.iterator();
  }

  @Override
  public String text() {
    return isFound() ? lines().whole() : none;
  }

  /** Returns the chain in 80 columns, the middle of a long one left out. Cost: O(length). */
  @Override
  public String toString() {
    return isFound() ? Safely.text(() -> lines().limited()) : none;
  }
}
