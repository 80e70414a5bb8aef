package heapsh.graph;

import it.unimi.dsi.fastutil.ints.Int2LongOpenHashMap;
import java.util.stream.IntStream;

/**
 * Holds the strong edges that lead from one region into another, as rows by the region that they
 * enter.
 *
 * <p>Left out are edges into what is known to be undominated, and those into the head of the own
 * region, which dominates their source. Where edges leave a region at objects near to each other,
 * one from their nearest common ancestor stands for all: that changes no dominator.
 */
final class Entries {
  private static final int CHUNK = 1 << 16;
  private final StrongGraph graph;
  private final Regions regions;

  /** Regions into which edges are left out. */
  private final Bits undominated;

  /** The region of the class object by class number, 0 for those of no account. */
  private final int[] classRegions;

  /** Where each row begins. */
  private final OffsetColumn starts;

  /** How many edges each row has. */
  private final IntColumn counts;

  /** Regions that are left. */
  private final IntColumn sources;

  /** Places of the objects at which they are left. */
  private final IntColumn places;

  private Entries(StrongGraph graph, Regions regions, Bits undominated, Scratch scratch) {
    this.graph = graph;
    this.regions = regions;
    this.undominated = undominated;
    classRegions = graph.classRegions(regions, undominated);
    counts = scratch.ints(regions.count() + 1L);
    starts = new OffsetColumn(scratch, regions.count() + 1L, graph.mostEdges());
    long room = reserve();
    sources = scratch.ints(Math.max(1, room));
    places = scratch.ints(Math.max(1, room));
  }

  /** Finds the edges. O(objects + edges), on all processors. */
  static Entries of(StrongGraph graph, Regions regions, Bits undominated, Scratch scratch) {
    Entries entries = new Entries(graph, regions, undominated, scratch);
    Workers.forRange(graph.objects(), CHUNK, () -> entries.new RowFiller());
    entries.new RowFiller().addInstances();
    return entries;
  }

  /** Gives each region room for its edges; returns how much that is in all. */
  private long reserve() {
    Int2LongOpenHashMap instances = instances();
    for (int r = 1; r <= regions.count(); r++) {
      counts.set(r, 0);
      starts.set(r, 0);
    }
    long at = 0;
    for (int i = regions.nextHead(0); i >= 0; i = regions.nextHead(i + 1)) {
      int region = regions.of(i);
      if (!undominated.get(region)) {
        starts.set(region, at);
        at += graph.incoming().count(i) + instances.get(region);
      }
    }
    return at;
  }

  /** Counts by the region of a class object the instances that may hold it. */
  private Int2LongOpenHashMap instances() {
    Int2LongOpenHashMap instances = new Int2LongOpenHashMap();
    for (int c = 0; c < classRegions.length; c++) {
      if (classRegions[c] != 0) {
        instances.addTo(classRegions[c], graph.facts().instances(c));
      }
    }
    return instances;
  }

  int regions() {
    return regions.count();
  }

  long start(int region) {
    return starts.get(region);
  }

  int count(int region) {
    return counts.get(region);
  }

  /** Returns the region that an edge leaves. */
  int source(long edge) {
    return sources.get(edge);
  }

  /** Returns the place of the object at which an edge leaves a region. */
  int place(long edge) {
    return places == null ? 0 : places.get(edge);
  }

  void release(Scratch scratch) {
    starts.release(scratch);
    scratch.release(counts);
    scratch.release(sources);
    scratch.release(places);
  }

  /** Fills rows, each thread those of other regions. */
  private final class RowFiller implements Workers.Share {
    private static final int ROOM = 1 << 12;

    /** How far up is near. */
    private static final int NEAR = 8;

    private final IntColumn holders = graph.reach().holders();

    /** Pairs of regions met lately, each where its hash says. */
    private final long[] recent = new long[ROOM];

    /** The edge between the regions of a recent pair. */
    private final long[] edges = new long[ROOM];

    /** Where the last edge of a recent pair leaves. */
    private final int[] last = new int[ROOM];

    @Override
    public void run(long from, long to) {
      IncomingRows incoming = graph.incoming();
      for (int i = regions.nextHead((int) from); i >= 0 && i < to; i = regions.nextHead(i + 1)) {
        int region = regions.of(i);
        if (!undominated.get(region)) {
          long end = incoming.end(i);
          for (long k = incoming.start(i); k < end; k++) {
            int source = incoming.source(k);
            if (graph.leadsStrongly(source, i)) {
              add(region, source);
            }
          }
        }
      }
    }

    /** Adds the edges from instances to their class, which rows do not hold. */
    void addInstances() {
      if (IntStream.of(classRegions).allMatch(region -> region == 0)) {
        return;
      }
      boolean[] wanted = new boolean[classRegions.length];
      for (int c = 0; c < wanted.length; c++) {
        wanted[c] = classRegions[c] != 0;
      }
      Bits instances = graph.facts().instancesOf(wanted);
      instances.retainAll(graph.reach().all());
      for (int i = instances.next(0); i >= 0; i = instances.next(i + 1)) {
        add(classRegions[graph.columns().classes().get(i)], i);
      }
    }

    private void add(int region, int source) {
      int place = graph.places().get(source);
      int from = regions.at(place);
      if (from == region) {
        return;
      }
      long pair = (long) from << 32 | region;
      int slot = (int) (pair * 0x9E3779B97F4A7C15L >>> 40) & ROOM - 1;
      if (recent[slot] != pair || !joins(slot, place)) {
        int count = counts.get(region);
        long edge = starts.get(region) + count;
        counts.set(region, count + 1);
        sources.set(edge, from);
        places.set(edge, place);
        recent[slot] = pair;
        edges[slot] = edge;
      }
      last[slot] = place;
    }

    /** Lets an edge known stand for one more between the same two regions, if it is near. */
    private boolean joins(int slot, int place) {
      int common = places.get(edges[slot]);
      int x = place;
      for (int step = 0; step < NEAR && x >= 0; step++) {
        if (x == common || x == last[slot]) {
          return true;
        }
        x = holders.get(x);
      }
      x = place;
      int y = common;
      for (int step = 0; step < NEAR && x != y; step++) {
        if (x > y) {
          x = holders.get(x);
        } else {
          y = holders.get(y);
        }
      }
      if (x == y) {
        places.set(edges[slot], x);
      }
      return x == y;
    }
  }
}
