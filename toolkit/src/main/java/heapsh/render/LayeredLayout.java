package heapsh.render;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.List;

/**
 * Lays out a directed graph from left to right in layers: {@link Layers}, {@link LayerOrder},
 * {@link LayerPlaces}. Neither boxes nor labels touch each other. The same graph has always the
 * same layout.
 */
final class LayeredLayout {
  static final double LABEL_HEIGHT = 15;
  private static final double GAP = 10;
  private static final double LAYER_GAP = 18;
  private static final double LINE_ROOM = 6;

  /** The boxes' left upper corners and sizes. */
  final double[] x;

  final double[] y;
  final double[] width;
  final double[] height;

  /** Of each edge the points that it passes: x, y, x, y, from its start to its end. */
  final List<double[]> ways = new ArrayList<>();

  /** Of each edge the middle of its label: x, y; null where there is none. */
  final List<double[]> labels = new ArrayList<>();

  private double right;
  private double bottom;

  private LayeredLayout(double[] width, double[] height) {
    this.width = width;
    this.height = height;
    x = new double[width.length];
    y = new double[width.length];
  }

  /**
   * Lays out a graph.
   *
   * @param width of each node
   * @param height of each node
   * @param from the node where each edge starts
   * @param to the node where each edge ends
   * @param labels how wide the label of each edge is, 0 for none
   */
  static LayeredLayout of(double[] width, double[] height, int[] from, int[] to, double[] labels) {
    int n = width.length;
    LayeredLayout layout = new LayeredLayout(width, height);
    Layers layers = Layers.of(n, from, to);
    double[] breadth = new double[layers.size];
    double[] room = new double[layers.size];
    for (int end = 0; end < layers.size; end++) {
      breadth[end] = end < n ? width[end] : 0;
      room[end] = end < n ? height[end] + GAP : LINE_ROOM;
    }
    for (int e = 0; e < from.length; e++) {
      if (labels[e] > 0 && layers.labels[e] >= 0) {
        breadth[layers.labels[e]] = labels[e];
        room[layers.labels[e]] = LABEL_HEIGHT;
      }
    }
    List<int[]> order = LayerOrder.of(layers);
    double[] middle = LayerPlaces.of(layers, order, room, n);
    double[] left = new double[order.size() + 1];
    double[] extent = new double[order.size()];
    for (int at = 0; at < order.size(); at++) {
      for (int end : order.get(at)) {
        extent[at] = Math.max(extent[at], breadth[end]);
      }
      left[at + 1] = left[at] + extent[at] + LAYER_GAP;
    }
    for (int node = 0; node < n; node++) {
      layout.x[node] = left[layers.layer[node]];
      layout.y[node] = middle[node] - height[node] / 2;
      layout.grow(layout.x[node] + width[node], layout.y[node] + height[node]);
    }
    for (int e = 0; e < from.length; e++) {
      layout.add(layers, e, from[e], left, extent, middle, labels[e]);
    }
    return layout;
  }

  private void add(
      Layers layers,
      int edge,
      int from,
      double[] left,
      double[] extent,
      double[] middle,
      double label) {
    IntArrayList way = layers.ways.get(edge);
    if (way == null) {
      addLoop(from, label);
      return;
    }
    List<Double> points = new ArrayList<>();
    for (int k = 0; k < way.size(); k++) {
      int end = way.getInt(k);
      double at = left[layers.layer[end]];
      if (k > 0) {
        add(points, at, middle[end]);
      }
      if (k + 1 < way.size()) {
        add(points, k == 0 ? at + width[end] : at + extent[layers.layer[end]], middle[end]);
      }
    }
    int with = layers.labels[edge];
    double[] array = points.stream().mapToDouble(Double::doubleValue).toArray();
    ways.add(way.getInt(0) == from ? array : reversed(array));
    double at = left[layers.layer[with]] + extent[layers.layer[with]] / 2;
    labels.add(label > 0 ? new double[] {at, middle[with]} : null);
    grow(at + label / 2, middle[with] + LABEL_HEIGHT / 2);
  }

  /** Leads an edge from a node to itself around its right upper corner. */
  private void addLoop(int node, double label) {
    double edge = x[node] + width[node];
    double top = y[node];
    ways.add(
        new double[] {
          edge,
          top + height[node] / 3,
          edge + 12,
          top + height[node] / 3,
          edge + 12,
          top + height[node] * 2 / 3,
          edge,
          top + height[node] * 2 / 3
        });
    labels.add(null);
    grow(edge + 14, top + height[node]);
  }

  private static void add(List<Double> points, double px, double py) {
    points.add(px);
    points.add(py);
  }

  private static double[] reversed(double[] points) {
    double[] other = new double[points.length];
    for (int i = 0; i < points.length; i += 2) {
      other[points.length - 2 - i] = points[i];
      other[points.length - 1 - i] = points[i + 1];
    }
    return other;
  }

  private void grow(double px, double py) {
    right = Math.max(right, px);
    bottom = Math.max(bottom, py);
  }

  double width() {
    return right;
  }

  double height() {
    return bottom;
  }
}
