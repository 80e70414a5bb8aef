package heapsh.graph;

import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.roaringbitmap.IntConsumer;
import org.roaringbitmap.RoaringBitmap;

/**
 * Finds what would be freed if a set of objects went away: themselves, and what only they keep
 * reachable over strong references.
 *
 * <p>Only what the set leads to can go with it. Where that is little, as for all arrays of bytes,
 * it is enough to look which of it others refer to, in one pass over all rows, and what these lead
 * to in turn. Otherwise a search from all starts finds what stays alive without the set.
 */
final class RetainedSet {
  /** The short way is taken while the set leads to no more than this part of all objects. */
  private static final int PART = 16;

  /** ... or to no more than this. */
  private static final int FEW = 8;

  private static final int CHUNK = 1 << 16;

  private final ObjectColumns columns;
  private final ClassFacts facts;
  private final Reachability reach;
  private final Bits starts;
  private final IntColumn order;
  private final Progress progress;

  private RetainedSet(
      ObjectColumns columns,
      ClassFacts facts,
      Reachability reach,
      Bits starts,
      IntColumn order,
      Progress progress) {
    this.columns = columns;
    this.facts = facts;
    this.reach = reach;
    this.starts = starts;
    this.order = order;
    this.progress = progress;
  }

  /** Returns what the objects retain. O(objects + references). */
  static RoaringBitmap of(
      RoaringBitmap objects,
      ObjectColumns columns,
      ClassFacts facts,
      Reachability reach,
      GcRoots roots,
      Scratch scratch,
      Progress progress) {
    IntColumn order = scratch.ints(facts.objects() + 1L);
    Bits starts = reach.starts(roots, facts.objects());
    RoaringBitmap retained =
        new RetainedSet(columns, facts, reach, starts, order, progress).find(objects);
    scratch.release(order);
    retained.or(objects);
    return retained;
  }

  private RoaringBitmap find(RoaringBitmap objects) {
    Bits others = ledTo(objects);
    if (others == null) {
      return RoaringBitmap.andNot(reach.bitmap(), aliveWithout(objects).toBitmap());
    }
    if (others.next(0) < 0) {
      return new RoaringBitmap();
    }
    others.removeAll(aliveOf(others, referredTo(others, objects)));
    others.retainAll(reach.all());
    return others.toBitmap();
  }

  /**
   * Returns what the objects lead to besides themselves, up to starts, which are alive anyhow; null
   * when that is much.
   */
  private Bits ledTo(RoaringBitmap objects) {
    long members = objects.getLongCardinality();
    long most = members + facts.objects() / PART + FEW;
    Bits visited = starts.copy();
    objects.forEach((IntConsumer) visited::clear);
    BreadthFirst search = search(visited);
    search.startAt(objects);
    long found = search.run(0, most);
    if (found > most) {
      return null;
    }
    Bits others = new Bits(facts.objects());
    for (long k = members; k < found; k++) {
      others.set(order.get(k));
    }
    return others;
  }

  private BreadthFirst search(Bits visited) {
    return new BreadthFirst(
        columns, facts, Set.of(Strength.STRONG), order, null, visited, progress);
  }

  /** Returns which of these something refers to that is alive and neither of these nor a member. */
  private RoaringBitmap referredTo(Bits others, RoaringBitmap objects) {
    Bits asked = reach.all().copy();
    asked.removeAll(others);
    objects.forEach((IntConsumer) asked::clear);
    boolean[] classes = new boolean[facts.count()];
    for (int c = 0; c < classes.length; c++) {
      classes[c] = facts.classObject(c) >= 0 && others.get(facts.classObject(c));
    }
    Queue<Bits> found = new ConcurrentLinkedQueue<>();
    Workers.forRange(
        facts.objects(),
        CHUNK,
        () -> {
          Bits mine = new Bits(facts.objects());
          found.add(mine);
          return (from, to) -> {
            for (int i = asked.next((int) from); i >= 0 && i < to; i = asked.next(i + 1)) {
              markReferents(i, classes, others, mine);
            }
          };
        });
    Bits all = new Bits(facts.objects());
    found.forEach(all::addAll);
    return all.toBitmap();
  }

  private void markReferents(int index, boolean[] classes, Bits others, Bits marks) {
    Rows rows = columns.rows();
    for (long next = rows.strongStart(index, facts); next != 0; next = rows.after(next)) {
      int target = Rows.target(rows.edges.get(next));
      if (target != Rows.NULL && others.get(target)) {
        marks.set(target);
      }
    }
    int number = columns.classes().get(index);
    if (classes[number]) {
      marks.set(facts.classObject(number));
    }
  }

  /** Returns what these objects reach, themselves included, within others. */
  private Bits aliveOf(Bits others, RoaringBitmap these) {
    Bits visited = others.inverse();
    BreadthFirst search = search(visited);
    search.startAt(these);
    search.run(0);
    return visited;
  }

  /** Returns what is alive without the objects, and these. */
  private Bits aliveWithout(RoaringBitmap objects) {
    Bits visited = Bits.of(objects, facts.objects());
    BreadthFirst search = search(visited);
    for (int i = starts.next(0); i >= 0; i = starts.next(i + 1)) {
      search.startAtRoot(i);
    }
    search.run(0);
    return visited;
  }
}
