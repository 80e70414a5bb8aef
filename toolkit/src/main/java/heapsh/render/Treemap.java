package heapsh.render;

import java.util.ArrayList;
import java.util.List;

/**
 * Divides a rectangle among values, each by its share, in rectangles that are as near to squares as
 * they can be: squarified treemaps (Bruls, Huizing, van Wijk: Squarified Treemaps, Proc. Joint
 * Eurographics and IEEE TCVG Symposium on Visualization, 2000).
 */
final class Treemap {
  private Treemap() {}

  /** A rectangle. */
  record Box(double x, double y, double width, double height) {
    double area() {
      return width * height;
    }
  }

  /**
   * Returns a box for each value.
   *
   * @param values above 0, the largest first
   * @param sum what the whole of {@code in} stands for, at least the sum of the values; what is
   *     left stays free at the end
   */
  static List<Box> of(double[] values, double sum, Box in) {
    List<Box> boxes = new ArrayList<>();
    double scale = sum <= 0 ? 0 : in.area() / sum;
    Box free = in;
    int from = 0;
    while (from < values.length) {
      double side = Math.min(free.width, free.height);
      double row = values[from] * scale;
      int to = from + 1;
      while (to < values.length) {
        double more = row + values[to] * scale;
        if (worst(values, from, to + 1, scale, more, side)
            > worst(values, from, to, scale, row, side)) {
          break;
        }
        row = more;
        to++;
      }
      free = lay(values, from, to, scale, row, free, boxes);
      from = to;
    }
    return boxes;
  }

  /** Returns the highest ratio of sides in a row along a side; the row's values fall. */
  private static double worst(
      double[] values, int from, int to, double scale, double area, double side) {
    double most = values[from] * scale;
    double least = values[to - 1] * scale;
    double square = side * side;
    return Math.max(square * most / (area * area), area * area / (square * least));
  }

  /** Lays a row along the shorter side; returns what is free behind it. */
  private static Box lay(
      double[] values, int from, int to, double scale, double area, Box free, List<Box> boxes) {
    boolean upright = free.width >= free.height;
    double side = upright ? free.height : free.width;
    double depth = side <= 0 ? 0 : area / side;
    double at = upright ? free.y : free.x;
    for (int i = from; i < to; i++) {
      double length = depth <= 0 ? 0 : values[i] * scale / depth;
      boxes.add(upright ? new Box(free.x, at, depth, length) : new Box(at, free.y, length, depth));
      at += length;
    }
    return upright
        ? new Box(free.x + depth, free.y, Math.max(0, free.width - depth), free.height)
        : new Box(free.x, free.y + depth, free.width, Math.max(0, free.height - depth));
  }
}
