package heapsh.render;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntArrays;
import java.util.ArrayList;
import java.util.List;

/**
 * Orders the ends of each layer so that few edges cross: sweeps forth and back, each layer by the
 * mean place of its neighbours (the barycenter method), the best of all sweeps kept.
 */
final class LayerOrder {
  private static final int SWEEPS = 24;

  private final Layers layers;
  private final int[] place;
  private List<int[]> order;

  private LayerOrder(Layers layers) {
    this.layers = layers;
    place = new int[layers.size];
    order = first();
    renumber();
  }

  /** Returns the ends of each layer in order. O(sweeps * edges * log edges). */
  static List<int[]> of(Layers layers) {
    LayerOrder work = new LayerOrder(layers);
    List<int[]> best = work.copy();
    long fewest = work.crossings();
    for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
      work.sweep(sweep % 2 == 0);
      long crossings = work.crossings();
      if (crossings < fewest) {
        fewest = crossings;
        best = work.copy();
      }
    }
    return best;
  }

  /** Puts ends in the order in which a depth-first search from the first layer meets them. */
  private List<int[]> first() {
    List<IntArrayList> lists = new ArrayList<>();
    for (int at = 0; at < layers.count(); at++) {
      lists.add(new IntArrayList());
    }
    boolean[] seen = new boolean[layers.size];
    IntArrayList stack = new IntArrayList();
    for (int start = 0; start < layers.size; start++) {
      if (!seen[start] && layers.before.get(start).isEmpty()) {
        stack.push(start);
        seen[start] = true;
      }
      while (!stack.isEmpty()) {
        int end = stack.popInt();
        lists.get(layers.layer[end]).add(end);
        IntArrayList after = layers.after.get(end);
        for (int k = after.size() - 1; k >= 0; k--) {
          if (!seen[after.getInt(k)]) {
            seen[after.getInt(k)] = true;
            stack.push(after.getInt(k));
          }
        }
      }
    }
    return new ArrayList<>(lists.stream().map(IntArrayList::toIntArray).toList());
  }

  private List<int[]> copy() {
    return order.stream().map(int[]::clone).toList();
  }

  private void renumber() {
    order.forEach(this::renumber);
  }

  private void renumber(int[] ends) {
    for (int k = 0; k < ends.length; k++) {
      place[ends[k]] = k;
    }
  }

  private void sweep(boolean forth) {
    double[] mean = new double[layers.size];
    for (int k = 1; k < order.size(); k++) {
      int[] ends = order.get(forth ? k : order.size() - 1 - k);
      for (int end : ends) {
        IntArrayList near = (forth ? layers.before : layers.after).get(end);
        mean[end] = near.isEmpty() ? place[end] : mean(near);
      }
      IntArrays.stableSort(ends, (a, b) -> Double.compare(mean[a], mean[b]));
      renumber(ends);
    }
  }

  private double mean(IntArrayList ends) {
    long sum = 0;
    for (int k = 0; k < ends.size(); k++) {
      sum += place[ends.getInt(k)];
    }
    return (double) sum / ends.size();
  }

  private long crossings() {
    long sum = 0;
    for (int at = 0; at + 1 < order.size(); at++) {
      sum += crossings(order.get(at), order.get(at + 1).length);
    }
    return sum;
  }

  /** Counts the pairs of edges that cross between two layers, with a tree of sums. */
  private long crossings(int[] ends, int width) {
    int[] sums = new int[width + 1];
    long crossings = 0;
    int placed = 0;
    for (int end : ends) {
      IntArrayList targets = layers.after.get(end);
      for (int k = 0; k < targets.size(); k++) {
        int upTo = 0;
        for (int i = place[targets.getInt(k)] + 1; i > 0; i -= i & -i) {
          upTo += sums[i];
        }
        crossings += placed - upTo;
      }
      for (int k = 0; k < targets.size(); k++) {
        placed++;
        for (int i = place[targets.getInt(k)] + 1; i <= width; i += i & -i) {
          sums[i]++;
        }
      }
    }
    return crossings;
  }
}
