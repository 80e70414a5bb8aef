package heapsh.render;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Places the ends of each layer across it: as near to their neighbours as can be without touching
 * each other. Sweeps forth and back; within a layer the least squares are found exactly, by pooling
 * adjacent violators (Ayer et al., Ann. Math. Stat. 26, 1955). Pieces of one long edge pull at each
 * other more than nodes do, which keeps such edges straight.
 */
final class LayerPlaces {
  private static final int SWEEPS = 16;
  private static final double STRAIGHT = 8;

  private final Layers layers;
  private final List<int[]> order;
  private final double[] room;
  private final int nodes;
  private final double[] middle;

  private LayerPlaces(Layers layers, List<int[]> order, double[] room, int nodes) {
    this.layers = layers;
    this.order = order;
    this.room = room;
    this.nodes = nodes;
    middle = new double[layers.size];
  }

  /**
   * Returns the middle of each end, the least at 0 or more.
   *
   * @param room how much each takes, with the gap to the next
   * @param nodes how many ends are nodes of the graph
   */
  static double[] of(Layers layers, List<int[]> order, double[] room, int nodes) {
    LayerPlaces places = new LayerPlaces(layers, order, room, nodes);
    places.stack();
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      boolean forth = sweep % 2 == 0;
      boolean both = sweep >= SWEEPS - 4;
      for (int k = 0; k < order.size(); k++) {
        places.settle(order.get(forth ? k : order.size() - 1 - k), forth || both, !forth || both);
      }
    }
    places.shift();
    return places.middle;
  }

  private void stack() {
    for (int[] ends : order) {
      double at = 0;
      for (int end : ends) {
        middle[end] = at + room[end] / 2;
        at += room[end];
      }
    }
  }

  private void shift() {
    double least = Double.MAX_VALUE;
    for (int end = 0; end < layers.size; end++) {
      least = Math.min(least, middle[end] - room[end] / 2);
    }
    for (int end = 0; end < layers.size; end++) {
      middle[end] -= least;
    }
  }

  /** Moves the ends of a layer to where their neighbours want them, in order and apart. */
  private void settle(int[] ends, boolean toBefore, boolean toAfter) {
    int n = ends.length;
    double[] wish = new double[n];
    double[] weight = new double[n];
    double[] offset = new double[n];
    for (int k = 0; k < n; k++) {
      offset[k] = k == 0 ? 0 : offset[k - 1] + (room[ends[k - 1]] + room[ends[k]]) / 2;
      double[] pull = new double[2];
      if (toBefore) {
        pull(ends[k], layers.before.get(ends[k]), pull);
      }
      if (toAfter) {
        pull(ends[k], layers.after.get(ends[k]), pull);
      }
      weight[k] = pull[1] == 0 ? 0.01 : pull[1];
      wish[k] = (pull[1] == 0 ? middle[ends[k]] : pull[0] / pull[1]) - offset[k];
    }
    double[] fit = isotonic(wish, weight);
    for (int k = 0; k < n; k++) {
      middle[ends[k]] = fit[k] + offset[k];
    }
  }

  private void pull(int end, IntArrayList near, double[] pull) {
    for (int k = 0; k < near.size(); k++) {
      int other = near.getInt(k);
      double strength = end >= nodes && other >= nodes ? STRAIGHT : 1;
      pull[0] += strength * middle[other];
      pull[1] += strength;
    }
  }

  /** Returns the rising values that are nearest to the wishes. O(n). */
  static double[] isotonic(double[] wish, double[] weight) {
    int n = wish.length;
    double[] value = new double[n];
    double[] sum = new double[n];
    int[] from = new int[n];
    int blocks = 0;
    for (int k = 0; k < n; k++) {
      value[blocks] = wish[k];
      sum[blocks] = weight[k];
      from[blocks++] = k;
      while (blocks > 1 && value[blocks - 2] > value[blocks - 1]) {
        double both = sum[blocks - 2] + sum[blocks - 1];
        value[blocks - 2] =
            (value[blocks - 2] * sum[blocks - 2] + value[blocks - 1] * sum[blocks - 1]) / both;
        sum[blocks - 2] = both;
        blocks--;
      }
    }
    double[] fit = new double[n];
    for (int block = 0; block < blocks; block++) {
      int end = block + 1 < blocks ? from[block + 1] : n;
      Arrays.fill(fit, from[block], end, value[block]);
    }
    return fit;
  }
}
