package heapsh.graph;

import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;
import org.roaringbitmap.RoaringBitmap;

/**
 * The seam on which every query stands: a read-only graph of the objects of one heap.
 *
 * <p>Objects have a dense <em>index</em>, 0 to {@link #objectCount()} - 1, in the order of their
 * <em>ids</em>, the addresses in the dump. Class objects are objects too. Classes have a dense
 * <em>number</em>. What is costly is computed when it is first asked for, once, and kept; such
 * methods say so. All methods may be called from any thread; cursors and readers belong to the
 * thread that took them. After {@link #close} every method throws {@link heapsh.HeapException}. A
 * long computation stops with {@link heapsh.HeapException} when its thread is interrupted.
 */
public interface HeapGraph extends AutoCloseable {
  /** Returns the number of objects: CLASS_DUMP, INSTANCE_DUMP and array records. */
  int objectCount();

  /** Returns the number of classes. */
  int classCount();

  /** Returns class {@code number} of {@link #classCount()}. */
  HeapClass heapClass(int number);

  /**
   * Returns the number of the object's class; for a class object that of {@code java.lang.Class}.
   * O(1).
   */
  int classNumber(int index);

  /**
   * Returns the class that this class object stands for, or -1 when the object is no class object.
   * O(1).
   */
  int representedClass(int index);

  /**
   * Returns the class object that is the class of this object; the edge that cursors leave out; -1
   * if not dumped.
   */
  default int classObject(int index) {
    return heapClass(classNumber(index)).objectIndex();
  }

  /** Returns the object's own size in bytes. O(1). */
  long shallowBytes(int index);

  /** Returns the id of an object. O(log n). */
  long idOf(int index);

  /**
   * Returns the index of the object with this id, or -1 when there is none. O(1) for aligned
   * addresses.
   */
  int indexOf(long id);

  /** Returns a new cursor over outgoing references. First call decodes them. */
  ReferenceCursor outgoing();

  /** Returns a new fetcher for whoever asks for many objects in no order. */
  default Fetcher fetcher() {
    return Fetcher.NONE;
  }

  /**
   * Returns a new cursor over incoming references from reachable objects. First call builds them.
   */
  ReferenceCursor incoming();

  /** Returns the GC roots. */
  GcRoots roots();

  /** Returns the stacks of the threads. First call reads them; an engine may know none. */
  default ThreadStacks stacks() {
    return ThreadStacks.NONE;
  }

  /**
   * Returns the objects that references of any strength reach from the roots. First call searches
   * the heap.
   */
  RoaringBitmap reachable();

  /**
   * Tells whether references of any strength reach the object from the roots. O(1) after the first
   * call.
   */
  boolean isReachable(int index);

  /**
   * Returns the shortest paths from the roots over strong references. First call searches the heap.
   */
  PathTree strongPaths();

  /**
   * Searches shortest paths anew, each call. O(objects + references).
   *
   * @param strengths which references to follow
   * @param from where to start; null means the GC roots
   * @param avoiding objects that no path may touch; may be empty
   */
  PathTree paths(Set<Strength> strengths, RoaringBitmap from, RoaringBitmap avoiding);

  /**
   * Returns immediate dominators and retained sizes over strong references. First call computes
   * them.
   */
  DominatorTree dominators();

  /**
   * Returns immediate dominators and retained sizes over references of these strengths; what only
   * weaker ones reach is held by its entry point. First call with the same strengths computes them.
   * A graph that has strong references only gives its one tree for all.
   */
  default DominatorTree dominators(Set<Strength> strengths) {
    return dominators();
  }

  /**
   * Returns what would be freed if all these objects went away: themselves, and the reachable
   * objects that strong references reach only through them. O(objects + references).
   */
  RoaringBitmap retained(RoaringBitmap objects);

  /** Returns a new reader of field and element values. */
  ObjectReader reader();

  /**
   * Makes a column with an int for each object, zero at first, outside the JVM's heap; it lives as
   * long as the graph.
   */
  default IntColumn newColumn() {
    return newColumn(objectCount());
  }

  /**
   * Makes a column of ints, zero at first, outside the JVM's heap; it lives as long as the graph.
   */
  IntColumn newColumn(long length);

  /**
   * Makes a column with an int for each object, undefined at first, outside the JVM's heap; it is
   * used again when nobody refers to {@code owner} any more.
   */
  default IntColumn columnOf(Object owner) {
    return newColumn();
  }

  /**
   * Returns what the reachable objects of each class amount to, when that is known without looking
   * at them; null when it is not.
   */
  default ClassTotals reachableTotals() {
    return null;
  }

  /** Says where the kept index is, or why there is none. */
  default String index() {
    return "none";
  }

  /**
   * Runs work that needs columns of an int for each object for the time that it takes; what they
   * hold at first is undefined.
   */
  default <T> T withColumns(int count, Function<IntColumn[], T> work) {
    IntColumn[] columns = new IntColumn[count];
    Arrays.setAll(columns, k -> newColumn());
    return work.apply(columns);
  }

  /** Returns facts about the dump and how it was read. */
  GraphInfo info();

  /** Releases columns and files. Later calls do nothing. */
  @Override
  void close();
}
