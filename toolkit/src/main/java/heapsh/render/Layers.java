package heapsh.render;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Puts the nodes of a graph into layers so that every edge leads to a later one, and cuts the edges
 * into pieces from one layer to the next: the first two steps of Sugiyama, Tagawa and Toda (IEEE
 * Trans. SMC 11, 1981). Edges that close a cycle are turned round, as a depth-first search finds
 * them; a node stands one layer after the last one that leads to it (longest path), one to which
 * nothing leads right before the first that it leads to.
 *
 * <pre>
 *   a --&gt; b --&gt; c          layer  0    1    2    3    4
 *    \----------^                  a -- o -- b -- o -- c        o: a piece's own node, with
 *                                   \-- o -- o -- o --/            the edge's label on one of them
 * </pre>
 *
 * <p>Nodes stand on even layers; the odd ones between are for labels.
 */
final class Layers {
  /** How many pieces' ends there are, the graph's nodes first. */
  final int size;

  /** The layer of each. */
  final int[] layer;

  /** The ends that lead to each from the layer before. */
  final List<IntArrayList> before;

  /** The ends to which each leads in the layer after. */
  final List<IntArrayList> after;

  /**
   * Of each edge the ends on its way in the order of layers; null for one from a node to itself.
   */
  final List<IntArrayList> ways;

  /** Of each edge the end that has its label, -1 for none. */
  final int[] labels;

  private Layers(
      int[] layer,
      List<IntArrayList> before,
      List<IntArrayList> after,
      List<IntArrayList> ways,
      int[] labels) {
    this.layer = layer;
    this.before = before;
    this.after = after;
    this.ways = ways;
    this.labels = labels;
    size = layer.length;
  }

  /** Makes layers of a graph of {@code n} nodes with edges between these. O(edges * layers). */
  static Layers of(int n, int[] from, int[] to) {
    boolean[] turned = turned(n, from, to);
    int[] nodes = longestPaths(n, from, to, turned);
    IntArrayList layer = new IntArrayList();
    for (int node : nodes) {
      layer.add(2 * node);
    }
    List<IntArrayList> ways = new ArrayList<>();
    int[] labels = new int[from.length];
    Arrays.fill(labels, -1);
    for (int e = 0; e < from.length; e++) {
      ways.add(from[e] == to[e] ? null : way(layer, turned[e], from[e], to[e]));
      if (from[e] != to[e]) {
        labels[e] = ways.get(e).getInt(middle(ways.get(e).size()));
      }
    }
    return linked(layer.toIntArray(), ways, labels);
  }

  /** Returns the odd place nearest to the middle of a way of so many ends, an odd number. */
  private static int middle(int ends) {
    return (ends / 2 - 1) / 2 * 2 + 1;
  }

  private static IntArrayList way(IntArrayList layer, boolean turned, int from, int to) {
    int start = turned ? to : from;
    int end = turned ? from : to;
    IntArrayList way = IntArrayList.of(start);
    for (int at = layer.getInt(start) + 1; at < layer.getInt(end); at++) {
      way.add(layer.size());
      layer.add(at);
    }
    way.add(end);
    return way;
  }

  private static Layers linked(int[] layer, List<IntArrayList> ways, int[] labels) {
    List<IntArrayList> before = lists(layer.length);
    List<IntArrayList> after = lists(layer.length);
    for (IntArrayList way : ways) {
      for (int i = 1; way != null && i < way.size(); i++) {
        after.get(way.getInt(i - 1)).add(way.getInt(i));
        before.get(way.getInt(i)).add(way.getInt(i - 1));
      }
    }
    return new Layers(layer, before, after, ways, labels);
  }

  private static List<IntArrayList> lists(int n) {
    List<IntArrayList> lists = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      lists.add(new IntArrayList());
    }
    return lists;
  }

  /**
   * Finds the edges that a depth-first search from the sources, then from the rest, meets again.
   */
  private static boolean[] turned(int n, int[] from, int[] to) {
    List<IntArrayList> out = lists(n);
    int[] into = new int[n];
    for (int e = 0; e < from.length; e++) {
      if (from[e] != to[e]) {
        out.get(from[e]).add(e);
        into[to[e]]++;
      }
    }
    boolean[] turned = new boolean[from.length];
    int[] state = new int[n]; // 0 new, 1 on the way, 2 done
    int[] next = new int[n];
    for (int round = 0; round < 2; round++) {
      for (int start = 0; start < n; start++) {
        if (state[start] == 0 && (round == 1 || into[start] == 0)) {
          search(start, to, out, state, next, turned);
        }
      }
    }
    return turned;
  }

  private static void search(
      int start, int[] to, List<IntArrayList> out, int[] state, int[] next, boolean[] turned) {
    IntArrayList stack = IntArrayList.of(start);
    state[start] = 1;
    while (!stack.isEmpty()) {
      int node = stack.topInt();
      if (next[node] == out.get(node).size()) {
        state[node] = 2;
        stack.popInt();
        continue;
      }
      int edge = out.get(node).getInt(next[node]++);
      turned[edge] = state[to[edge]] == 1;
      if (state[to[edge]] == 0) {
        state[to[edge]] = 1;
        stack.push(to[edge]);
      }
    }
  }

  private static int[] longestPaths(int n, int[] from, int[] to, boolean[] turned) {
    List<IntArrayList> out = lists(n);
    int[] into = new int[n];
    for (int e = 0; e < from.length; e++) {
      if (from[e] != to[e]) {
        out.get(turned[e] ? to[e] : from[e]).add(turned[e] ? from[e] : to[e]);
        into[turned[e] ? from[e] : to[e]]++;
      }
    }
    int[] layer = new int[n];
    boolean[] isSource = new boolean[n];
    IntArrayList ready = new IntArrayList();
    for (int node = 0; node < n; node++) {
      isSource[node] = into[node] == 0;
      if (isSource[node]) {
        ready.add(node);
      }
    }
    for (int k = 0; k < ready.size(); k++) {
      int node = ready.getInt(k);
      for (int other : out.get(node)) {
        layer[other] = Math.max(layer[other], layer[node] + 1);
        if (--into[other] == 0) {
          ready.add(other);
        }
      }
    }
    for (int node = 0; node < n; node++) {
      if (isSource[node]) {
        layer[node] = out.get(node).intStream().map(o -> layer[o] - 1).min().orElse(0);
      }
    }
    return layer;
  }

  /** Returns the number of layers. */
  int count() {
    int most = 0;
    for (int at : layer) {
      most = Math.max(most, at + 1);
    }
    return most;
  }
}
