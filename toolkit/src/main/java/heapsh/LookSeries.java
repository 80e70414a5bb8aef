package heapsh;

import heapsh.live.ClassHistogram;
import heapsh.render.LineChart;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Keeps looks to draw them: all of them, and every second one when there are too many, the first
 * and the last always. Thread-safe.
 */
final class LookSeries {
  static final int MOST_LINES = 8;
  private static final int MOST_LOOKS = 100;

  private final List<ClassHistogram> looks = new ArrayList<>();

  synchronized void add(ClassHistogram look) {
    if (looks.size() == MOST_LOOKS) {
      for (int k = looks.size() - 2; k > 0; k -= 2) {
        looks.remove(k);
      }
    }
    looks.add(look);
  }

  /** Returns the looks that are not younger than this one, by time. */
  private synchronized List<ClassHistogram> until(ClassHistogram last) {
    return looks.stream()
        .filter(look -> !look.time().isAfter(last.time()))
        .sorted(Comparator.comparing(ClassHistogram::time))
        .toList();
  }

  /**
   * Draws the bytes of classes up to a look.
   *
   * @throws HeapException when there is one look only, or no class
   */
  Plot plot(String title, List<String> classNames, ClassHistogram last) {
    List<ClassHistogram> shown = until(last);
    if (shown.size() < 2) {
      throw new HeapException("one look makes no line: let the program work and look again");
    }
    if (classNames.isEmpty()) {
      throw new HeapException("there is nothing to draw: no class changed");
    }
    long[] millis = shown.stream().mapToLong(look -> look.time().toEpochMilli()).toArray();
    List<LineChart.Line> lines = new ArrayList<>();
    for (String name : classNames) {
      long[] bytes = shown.stream().mapToLong(look -> look.of(name).bytes()).toArray();
      lines.add(new LineChart.Line(name, millis, bytes));
    }
    return new Plot(new LineChart(title, lines, new long[0], ZoneId.systemDefault()));
  }
}
