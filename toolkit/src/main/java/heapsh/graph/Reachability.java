package heapsh.graph;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.EnumSet;
import org.roaringbitmap.RoaringBitmap;

/**
 * Holds what the roots reach: first over strong references, with shortest paths, then what only
 * weaker references reach.
 */
final class Reachability {
  private final Bits all;
  private final Bits strong;
  private final int[] weakEntries;
  private final IntColumn order;
  private final IntColumn holders;
  private final int strongCount;
  private final int count;
  private RoaringBitmap bitmap;

  private Reachability(
      Bits all,
      Bits strong,
      int[] weakEntries,
      IntColumn order,
      IntColumn holders,
      int strongCount,
      int count) {
    this.all = all;
    this.strong = strong;
    this.weakEntries = weakEntries;
    this.order = order;
    this.holders = holders;
    this.strongCount = strongCount;
    this.count = count;
  }

  static Reachability of(
      ObjectColumns columns, ClassFacts facts, GcRoots roots, Scratch scratch, Progress progress) {
    int n = facts.objects();
    IntColumn order = scratch.ints(n + 1L);
    IntColumn holders = scratch.ints(n + 1L);
    Bits visited = new Bits(n);
    BreadthFirst search =
        new BreadthFirst(
            columns, facts, EnumSet.of(Strength.STRONG), order, holders, visited, progress);
    roots.all().forEach(root -> search.startAtRoot(root.index()));
    long strongCount = search.run(0);
    Bits strong = visited.copy();
    int[] entries = followWeak(search, columns, strong, strongCount);
    int count = Math.toIntExact(search.found());
    return new Reachability(visited, strong, entries, order, holders, (int) strongCount, count);
  }

  /**
   * Enters what only references weaker than strong reach, and returns the entry points: every
   * referent that is not strongly reachable.
   */
  private static int[] followWeak(
      BreadthFirst search, ObjectColumns columns, Bits strong, long strongCount) {
    IntArrayList entries = new IntArrayList();
    Bits isEntry = new Bits(search.objects());
    IntArrayList held = search.heldReferences();
    int next = 0;
    long at = strongCount;
    while (next < held.size()) {
      for (; next < held.size(); next++) {
        long start = columns.rows().starts.get(held.getInt(next));
        int referent = Rows.target(columns.rows().edges.get(start));
        if (referent != Rows.NULL && !strong.get(referent) && isEntry.add(referent)) {
          entries.add(referent);
          search.startAtRoot(referent);
        }
      }
      at = search.run(at);
    }
    return entries.toIntArray();
  }

  /**
   * Adds the result to what an index keeps: not the paths, which cost more to keep than to find.
   */
  void keep(SectionList out) {
    all.keep(out, "reached.all");
    strong.keep(out, "reached.strong");
    ByteSink sink = new ByteSink();
    sink.putInt(weakEntries.length);
    for (int entry : weakEntries) {
      sink.putInt(entry);
    }
    out.blob("reached.entries", sink.toArray());
  }

  /** Gives the result that an index keeps, without paths. */
  static Reachability kept(IndexFile in, int n) {
    ByteSource source = in.blob("reached.entries");
    int[] entries = new int[source.count(Integer.BYTES)];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = source.getIntIn(0, n);
    }
    source.end();
    return new Reachability(
        Bits.kept(in, "reached.all", n),
        Bits.kept(in, "reached.strong", n),
        entries,
        null,
        null,
        0,
        0);
  }

  /** Returns the objects that are reachable. Must not be changed. */
  Bits all() {
    return all;
  }

  /** Tells whether the paths are at hand: those of an index are not. */
  boolean hasPaths() {
    return order != null;
  }

  boolean isReachable(int index) {
    return all.get(index);
  }

  boolean isStronglyReachable(int index) {
    return strong.get(index);
  }

  /** Returns the referents that are reachable, but not strongly. Must not be changed. */
  int[] weakEntries() {
    return weakEntries;
  }

  /** Marks the roots and the entry points of what only weaker references reach. */
  Bits starts(GcRoots roots, int n) {
    Bits starts = new Bits(n);
    roots.all().forEach(root -> starts.set(root.index()));
    for (int entry : weakEntries) {
      starts.set(entry);
    }
    return starts;
  }

  /** Returns the order of discovery: what is strongly reachable, then the rest. */
  IntColumn order() {
    return order;
  }

  /** Returns where in the order the parent of each object stands. */
  IntColumn holders() {
    return holders;
  }

  /** Returns how many objects are reachable. */
  int count() {
    return count;
  }

  /**
   * Makes the tree of strong paths.
   *
   * @param places the inverse of {@link #order}
   */
  SearchTree strongPaths(IntColumn places) {
    return new SearchTree(order, holders, places, strong, strongCount);
  }

  synchronized RoaringBitmap bitmap() {
    if (bitmap == null) {
      bitmap = all.toBitmap();
    }
    return bitmap;
  }
}
