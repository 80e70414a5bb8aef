package heapsh;

import heapsh.graph.HeapGraph;
import heapsh.graph.Workers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/**
 * Makes the lines of a reference pattern, depth first, as far as they are asked for: a pattern may
 * have thousands. Thread-safe; without recursion.
 */
final class PatternLines {
  private final Heap heap;
  private final PatternQuery query;
  private final PatternReferrers referrers;
  private final PatternStops stops;
  private final List<PatternLine> lines = new ArrayList<>();
  private final Map<RoaringBitmap, Integer> seen = new HashMap<>();
  private final Map<Integer, Children> expanded = new HashMap<>();
  private final Deque<Children> open = new ArrayDeque<>();

  /** Holds the referrers of a line, grouped, and how many of the groups are lines already. */
  private static final class Children {
    final PatternLine parent;
    final Grouping groups;
    final List<PatternLine> made = new ArrayList<>();

    Children(PatternLine parent, Grouping groups) {
      this.parent = parent;
      this.groups = groups;
    }
  }

  PatternLines(ObjectSet set, PatternQuery query) {
    heap = set.heap();
    this.query = query;
    referrers = new PatternReferrers(heap, query);
    stops = new PatternStops(heap, query.stopAt());
    add(null, new int[0], set.kind().toString(), set.bitmap());
  }

  /** Makes lines until there are {@code wanted} or no more; returns how many there are then. */
  synchronized int make(int wanted) {
    while (lines.size() < wanted && !open.isEmpty()) {
      Workers.checkInterrupt();
      Children children = open.peek();
      int next = children.made.size();
      if (next == children.groups.rows()) {
        open.remove();
      } else {
        addChild(children, next);
      }
    }
    return lines.size();
  }

  private void addChild(Children children, int place) {
    int[] positions = children.parent.childPositions(place);
    RoaringBitmap set = children.groups.objects(place, place + 1);
    children.made.add(add(children.parent, positions, children.groups.name(place), set));
  }

  private PatternLine add(PatternLine parent, int[] positions, String kind, RoaringBitmap set) {
    int number = lines.size();
    Integer same = seen.putIfAbsent(set, number);
    Grouping groups = null;
    String mark;
    if (same != null) {
      mark = "[^ " + same + "]";
    } else if (parent != null && stops.all(set)) {
      mark = PatternLine.STOPPED;
    } else if (positions.length == query.depth()) {
      mark = referrers.any(set) ? PatternLine.LIMIT : end(set);
    } else {
      RoaringBitmap next = referrersOf(parent, set);
      mark = next.isEmpty() ? end(set) : PatternLine.EXPANDED;
      groups = next.isEmpty() ? null : Grouping.of(heap, next, query.classifier());
    }
    PatternLine line = new PatternLine(number, parent, positions, kind, set, mark);
    lines.add(line);
    if (groups != null) {
      Children children = new Children(line, groups);
      expanded.put(number, children);
      if (query.breadthFirst()) {
        open.addLast(children);
      } else {
        open.addFirst(children);
      }
    }
    return line;
  }

  /** Returns the mark of a set that nothing refers to. */
  private String end(RoaringBitmap set) {
    HeapGraph graph = heap.graph();
    for (var it = set.getIntIterator(); it.hasNext(); ) {
      if (graph.roots().isRoot(it.next())) {
        return PatternLine.ROOT;
      }
    }
    return PatternLine.EXPANDED;
  }

  private RoaringBitmap referrersOf(PatternLine parent, RoaringBitmap set) {
    RoaringBitmap next = referrers.of(set);
    if (query.noCycles()) {
      next.andNot(set);
      for (PatternLine line = parent; line != null; line = line.parent()) {
        next.andNot(line.set());
      }
    }
    return next;
  }

  /** Returns a line that is made. */
  synchronized PatternLine get(int number) {
    return lines.get(number);
  }

  /** Tells whether all lines are made. */
  synchronized boolean isComplete() {
    return open.isEmpty();
  }

  /** Returns the line at these positions, makes it where need be; null when there is none. */
  synchronized PatternLine at(int[] positions) {
    PatternLine line = lines.get(0);
    for (int place : positions) {
      Children children = expanded.get(line.number());
      if (children == null || place >= children.groups.rows()) {
        return null;
      }
      while (children.made.size() <= place) {
        make(lines.size() + 1);
      }
      line = children.made.get(place);
    }
    return line;
  }

  /** Returns the number of lines below a line, 0 where it is not followed. */
  synchronized int childrenOf(PatternLine line) {
    Children children = expanded.get(line.number());
    return children == null ? 0 : children.groups.rows();
  }
}
