package heapsh.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * Finds immediate dominators by the textbook's iteration (Cooper, Harvey, Kennedy, "A Simple, Fast
 * Dominance Algorithm", 2001): for graphs that are too large for the definition.
 */
final class PlainDominators {
  private final BitSet[] edges;
  private final int root;
  private final int[] postorder;
  private final int[] dominators;

  private PlainDominators(BitSet[] edges, BitSet starts) {
    root = edges.length;
    this.edges = Arrays.copyOf(edges, root + 1);
    this.edges[root] = starts;
    postorder = new int[root + 1];
    dominators = new int[root + 1];
    Arrays.fill(postorder, -1);
    Arrays.fill(dominators, -1);
  }

  /** Returns the immediate dominator of each object as {@link DominatorTree} has them. */
  static int[] of(BitSet[] edges, BitSet starts) {
    PlainDominators plain = new PlainDominators(edges, starts);
    plain.find();
    int[] found = new int[edges.length];
    for (int i = 0; i < found.length; i++) {
      int d = plain.dominators[i];
      found[i] = d < 0 ? DominatorTree.NONE : d == plain.root ? DominatorTree.ROOT : d;
    }
    return found;
  }

  private void find() {
    List<Integer> order = inPostorder();
    List<List<Integer>> predecessors = new ArrayList<>();
    for (int i = 0; i <= root; i++) {
      predecessors.add(new ArrayList<>());
    }
    for (int source : order) {
      edges[source].stream().forEach(target -> predecessors.get(target).add(source));
    }
    dominators[root] = root;
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int k = order.size() - 2; k >= 0; k--) {
        int node = order.get(k);
        int common = -1;
        for (int p : predecessors.get(node)) {
          if (dominators[p] >= 0) {
            common = common < 0 ? p : meet(common, p);
          }
        }
        changed |= dominators[node] != common;
        dominators[node] = common;
      }
    }
  }

  private int meet(int a, int b) {
    while (a != b) {
      if (postorder[a] < postorder[b]) {
        a = dominators[a];
      } else {
        b = dominators[b];
      }
    }
    return a;
  }

  private List<Integer> inPostorder() {
    List<Integer> order = new ArrayList<>();
    Deque<int[]> stack = new ArrayDeque<>();
    BitSet seen = new BitSet();
    seen.set(root);
    stack.push(new int[] {root, 0});
    while (!stack.isEmpty()) {
      int[] top = stack.peek();
      int next = edges[top[0]].nextSetBit(top[1]);
      if (next < 0) {
        stack.pop();
        postorder[top[0]] = order.size();
        order.add(top[0]);
      } else {
        top[1] = next + 1;
        if (!seen.get(next)) {
          seen.set(next);
          stack.push(new int[] {next, 0});
        }
      }
    }
    return order;
  }
}
