package heapsh.graph;

/** Holds the edges between regions as rows by the region that they leave. Each is taken once. */
final class Exits {
  private static final int CHECK_EVERY = 1 << 16;

  private final Entries entries;

  /** Where the row of each region ends. */
  private final OffsetColumn ends;

  /** How much of each row has not been taken yet. */
  private final IntColumn left;

  /** Regions that are entered. */
  private final IntColumn targets;

  /** Places of the objects at which regions are left. */
  private final IntColumn places;

  /** Where the edge taken last stands. */
  private long at;

  private Exits(Entries entries, long count, IntColumn left, OffsetColumn ends, Scratch scratch) {
    this.entries = entries;
    this.left = left;
    this.ends = ends;
    targets = scratch.ints(Math.max(1, count));
    places = scratch.ints(Math.max(1, count));
  }

  /** Groups edges by the region that they leave. O(regions + edges). */
  static Exits of(Entries entries, Scratch scratch) {
    int regions = entries.regions();
    IntColumn left = scratch.ints(regions + 1L);
    for (int r = 0; r <= regions; r++) {
      left.set(r, 0);
    }
    long count = 0;
    for (int r = 1; r <= regions; r++) {
      long end = entries.start(r) + entries.count(r);
      for (long k = entries.start(r); k < end; k++) {
        int source = entries.source(k);
        left.set(source, left.get(source) + 1);
        count++;
      }
    }
    OffsetColumn ends = new OffsetColumn(scratch, regions + 1L, count);
    long start = 0;
    for (int r = 0; r <= regions; r++) {
      ends.set(r, start);
      start += left.get(r);
    }
    Exits exits = new Exits(entries, count, left, ends, scratch);
    exits.placeAll();
    return exits;
  }

  private void placeAll() {
    for (int r = 1; r <= entries.regions(); r++) {
      if ((r & CHECK_EVERY - 1) == 0) {
        Workers.checkInterrupt();
      }
      long end = entries.start(r) + entries.count(r);
      for (long k = entries.start(r); k < end; k++) {
        int source = entries.source(k);
        long cursor = ends.get(source);
        ends.set(source, cursor + 1);
        targets.set(cursor, r);
        places.set(cursor, entries.place(k));
      }
    }
  }

  /** Tells whether an edge that leaves a region has not been taken yet. */
  boolean hasNext(int region) {
    return left.get(region) != 0;
  }

  /** Goes to the next edge that leaves a region, if there is one left. */
  boolean next(int region) {
    int remaining = left.get(region);
    if (remaining == 0) {
      return false;
    }
    left.set(region, remaining - 1);
    at = ends.get(region) - remaining;
    return true;
  }

  /** Returns the region that the edge taken last enters. */
  int target() {
    return targets.get(at);
  }

  /** Returns the place of the object where that edge begins. */
  int place() {
    return places.get(at);
  }

  void release(Scratch scratch) {
    ends.release(scratch);
    scratch.release(left);
    scratch.release(targets);
    scratch.release(places);
  }
}
