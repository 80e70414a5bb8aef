package heapsh;

import heapsh.graph.DeepReach;
import heapsh.graph.HeapGraph;
import heapsh.graph.Workers;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.roaringbitmap.RoaringBitmap;

/**
 * Sizes objects with all that they reach, part by part: depth first without recursion down to the
 * detail asked for, each object once, for the part that meets it first.
 */
final class DeepParts {
  /** Parts of one object beyond these are one part. */
  static final int MOST_PARTS = 1000;

  /** References of one object beyond these are not told in more detail. */
  private static final int MOST_DETAILED = 100_000;

  static final int NO_OBJECT = -1;
  private static final int CHECK_EVERY = 1 << 10;

  private final Heap heap;
  private final HeapGraph graph;
  private final DeepQuery query;
  private final DeepReach reach;
  private final SetEdges edges;
  private final int topDepth;
  private int steps;

  /** Holds a part while it grows. */
  private static final class Growing {
    final String name;
    final int index;
    final int depth;
    final LongArrayList references = new LongArrayList();
    final PriorityQueue<Asized.Part> parts =
        new PriorityQueue<>(Comparator.comparingLong(Asized.Part::size));
    int next;
    long flat;
    long size;
    int countBefore;
    long otherBytes;
    int otherCount;
    int others;

    Growing(String name, int index, int depth) {
      this.name = name;
      this.index = index;
      this.depth = depth;
    }

    void add(Asized.Part part) {
      size += part.size();
      parts.add(part);
      if (parts.size() > MOST_PARTS) {
        Asized.Part least = parts.remove();
        other(least.size(), least.count());
      }
    }

    void other(long bytes, int count) {
      otherBytes += bytes;
      otherCount += count;
      others++;
    }
  }

  /**
   * Holds what was found.
   *
   * @param top the whole
   * @param closed how many objects were not entered
   * @param objects what counts
   */
  record Result(Asized.Part top, int closed, RoaringBitmap objects) {}

  private DeepParts(Heap heap, DeepQuery query, DeepReach reach, int topDepth) {
    this.topDepth = topDepth;
    this.heap = heap;
    graph = heap.graph();
    this.query = query;
    this.reach = reach;
    edges = SetEdges.followedFrom(heap);
  }

  /** Returns the bytes of what a set reaches, itself included. */
  static long bytes(Heap heap, RoaringBitmap set, DeepQuery query) {
    return with(
        heap,
        query,
        reach -> {
          long bytes = 0;
          for (var it = set.getIntIterator(); it.hasNext(); ) {
            bytes += reach.take(it.next(), query.limit());
          }
          return bytes;
        });
  }

  /** Returns the bytes of each object of a set and what it reaches first. */
  static long[] each(Heap heap, RoaringBitmap set, DeepQuery query) {
    long[] bytes = new long[set.getCardinality()];
    return with(
        heap,
        query,
        reach -> {
          int k = 0;
          for (var it = set.getIntIterator(); it.hasNext(); ) {
            bytes[k++] = reach.take(it.next(), query.limit());
          }
          return bytes;
        });
  }

  private static <T> T with(Heap heap, DeepQuery query, Function<DeepReach, T> work) {
    return DeepReach.with(
        heap.graph(),
        heap.retention().strengths(),
        PatternStops.stopClasses(heap.graph()),
        query.excluded(),
        work);
  }

  /** Sizes one object, or a set whose objects are the first parts. */
  static Result of(Heap heap, RoaringBitmap set, DeepQuery query) {
    return with(
        heap,
        query,
        reach -> {
          boolean isOne = set.getCardinality() == 1;
          DeepParts parts = new DeepParts(heap, query, reach, isOne ? 0 : 1);
          Asized.Part top = isOne ? parts.ofObject(set.first()) : parts.ofSet(set);
          return new Result(top, reach.closedCount(), reach.objects());
        });
  }

  private Asized.Part ofObject(int index) {
    return run(begin(name(index), index, 0));
  }

  private Asized.Part ofSet(RoaringBitmap set) {
    Growing top = new Growing(PartitionText.objects(set.getCardinality()), NO_OBJECT, 0);
    boolean isDetailed = query.detail() > 1 && set.getCardinality() <= MOST_DETAILED;
    for (var it = set.getIntIterator(); it.hasNext(); ) {
      int index = it.next();
      check();
      if (isDetailed) {
        top.add(run(begin(name(index), index, topDepth)));
      } else {
        whole(top, index, query.limit(), this::name);
      }
    }
    return end(top);
  }

  private String name(int index) {
    return heap.classLabels().object(index);
  }

  private Growing begin(String name, int index, int depth) {
    Growing part = new Growing(name, index, depth);
    part.countBefore = reach.count();
    part.flat = reach.takeAlone(index);
    part.size = part.flat;
    if (reach.count() == part.countBefore || left(part) < 1) {
      return part;
    }
    if (depth < query.detail()) {
      edges.forEachOf(index, (from, code, target) -> reference(part, code, target));
    }
    return part;
  }

  private void reference(Growing part, int code, int target) {
    check();
    if (target == part.index) {
      return;
    }
    if (part.depth + 1 < query.detail() && part.references.size() < MOST_DETAILED) {
      part.references.add((long) target << 32 | code);
    } else {
      leaf(part, code, target);
    }
  }

  /** Sizes a reference as a whole. */
  private void leaf(Growing part, int code, int target) {
    if (!reach.isDone(target)) {
      whole(part, target, left(part) - 1, index -> edges.steps().text(code));
    }
  }

  /** Adds an object and what it reaches as one part; names it only when it is told. */
  private void whole(Growing part, int index, int limit, IntFunction<String> name) {
    int before = reach.count();
    long bytes = reach.take(index, limit);
    int count = reach.count() - before;
    if (part.parts.size() == MOST_PARTS && bytes <= part.parts.peek().size()) {
      part.size += bytes;
      part.other(bytes, count);
    } else {
      long flat = count == 0 ? 0 : graph.shallowBytes(index);
      part.add(part(name.apply(index), index, bytes, flat, count, List.of()));
    }
  }

  /** Returns how many references may be followed from the object of a part. */
  private int left(Growing part) {
    return query.limit() - (part.depth - topDepth);
  }

  /** Grows a part and all below it. */
  private Asized.Part run(Growing top) {
    Deque<Growing> open = new ArrayDeque<>();
    open.push(top);
    while (true) {
      check();
      Growing part = open.peek();
      if (part.next < part.references.size()) {
        long reference = part.references.getLong(part.next++);
        int target = (int) (reference >> 32);
        if (!reach.isDone(target)) {
          open.push(begin(edges.steps().text((int) reference), target, part.depth + 1));
        }
        continue;
      }
      open.pop();
      Asized.Part done = end(part);
      if (open.isEmpty()) {
        return done;
      }
      open.peek().add(done);
    }
  }

  /** Counts what the references did not tell, the insides of a container. */
  private Asized.Part end(Growing part) {
    if (part.index != NO_OBJECT && part.size > 0 && left(part) > 0) {
      int before = reach.count();
      long rest = reach.takeReferents(part.index, left(part));
      if (reach.count() > before) {
        String name = part.depth < query.detail() ? "<insides>" : "<all>";
        part.add(part(name, NO_OBJECT, rest, 0, reach.count() - before, List.of()));
      }
    }
    List<Asized.Part> parts = new ArrayList<>(part.parts);
    parts.sort(
        Comparator.comparingLong(Asized.Part::size).reversed().thenComparing(Asized.Part::name));
    if (part.others > 0) {
      String name = "<" + part.others + " others>";
      parts.add(part(name, NO_OBJECT, part.otherBytes, 0, part.otherCount, List.of()));
    }
    boolean told = part.index == NO_OBJECT || part.depth < query.detail();
    int count = reach.count() - part.countBefore;
    return part(part.name, part.index, part.size, part.flat, count, told ? parts : List.of());
  }

  private Asized.Part part(
      String name, int index, long size, long flat, int count, List<Asized.Part> parts) {
    return new Asized.Part(heap, name, index, size, flat, count, List.copyOf(parts));
  }

  private void check() {
    if ((++steps & CHECK_EVERY - 1) == 0) {
      Workers.checkInterrupt();
    }
  }
}
