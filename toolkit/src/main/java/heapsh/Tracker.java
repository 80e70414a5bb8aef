package heapsh;

import heapsh.live.ClassHistogram;
import heapsh.render.SafeText;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Tells what changed in a running JVM since it was last asked, by class: pympler's SummaryTracker.
 * It takes its first look when it is made. Thread-safe.
 *
 * <pre>
 *   Tracker tracker = hp.tracker();
 *   // the program works
 *   tracker.printDiff()               // what changed since the look before
 *   tracker.mark("idle")
 *   tracker.mark("after the batch")
 *   tracker.diff("idle", "after the batch")
 * </pre>
 */
public final class Tracker implements Rich {
  private static final int LONGEST_NAME = 200;

  private final String target;
  private final Supplier<ClassHistogram> look;
  private final Map<String, Stat> marks = new LinkedHashMap<>();
  private final LookSeries series = new LookSeries();
  private final ClassHistogram first;
  private ClassHistogram newest;
  private Stat last;

  Tracker(String target, Supplier<ClassHistogram> look) {
    this.target = target;
    this.look = look;
    first = look.get();
    series.add(first);
    newest = first;
    last = Stat.of(first);
  }

  /**
   * Looks now and returns what changed since the look before: the last call of diff() or
   * printDiff(), or the making of the tracker.
   *
   * <p>Cost: that JVM stands still for a histogram.
   *
   * <p>Example: {@code hp.tracker().diff().rows()}
   *
   * @throws HeapException when that JVM is gone; the looks so far are kept
   */
  public synchronized Summary diff() {
    Stat now = look();
    Stat difference = now.minus(last);
    last = now;
    return difference.summary();
  }

  /**
   * Looks now and prints what changed since the look before.
   *
   * <p>Cost: that JVM stands still for a histogram.
   *
   * <p>Example: {@code hp.tracker().printDiff()}
   *
   * @throws HeapException when that JVM is gone; the looks so far are kept
   */
  public void printDiff() {
    System.out.println(diff());
  }

  /**
   * Looks now and keeps that look under a name; one of that name is replaced. What diff() compares
   * with stays.
   *
   * <p>Cost: that JVM stands still for a histogram.
   *
   * <p>Example: {@code hp.tracker().mark("idle")}
   */
  public synchronized Tracker mark(String name) {
    marks.put(name, look());
    return this;
  }

  /**
   * Returns the names of the looks that are kept, in their order.
   *
   * <p>Cost: O(marks).
   *
   * <p>Example: {@code hp.tracker().marks()}
   */
  public synchronized List<String> marks() {
    return List.copyOf(marks.keySet());
  }

  /**
   * Returns what changed from one kept look to another.
   *
   * <p>Cost: O(classes).
   *
   * <p>Example: {@code hp.tracker().mark("a").mark("b").diff("a", "b")}
   *
   * @throws HeapException when there is no look of that name, with near matches
   */
  public synchronized Summary diff(String from, String to) {
    return marked(to).minus(marked(from)).summary();
  }

  private Stat look() {
    newest = look.get();
    series.add(newest);
    return Stat.of(newest);
  }

  /**
   * Draws how the bytes of the eight classes that changed most went, from the first look to the
   * last.
   *
   * <p>Cost: O(looks); a hundred of them are kept.
   *
   * <p>Example: {@code hp.tracker().mark("idle").plot().save("tracker.svg")}
   *
   * @throws HeapException when there was one look only, or nothing changed
   */
  public synchronized Plot plot() {
    List<String> names =
        Stat.of(newest).minus(Stat.of(first)).rows().stream()
            .filter(row -> row.bytes() != 0)
            .sorted(Comparator.comparingLong((StatRow row) -> -Math.abs(row.bytes())))
            .limit(LookSeries.MOST_LINES)
            .map(StatRow::name)
            .toList();
    return series.plot("Bytes by class in " + target, names, newest);
  }

  private Stat marked(String name) {
    Stat stat = marks.get(name);
    if (stat == null) {
      throw new HeapException(
          "no mark '"
              + name
              + "'"
              + (marks.isEmpty()
                  ? "; make one with mark(\"" + name + "\")"
                  : NearMatches.hint(name, marks.keySet()) + "; there are " + marks.keySet()));
    }
    return stat;
  }

  /** Returns what is tracked, and which looks are kept. */
  @Override
  public synchronized String toString() {
    return "<tracker of "
        + SafeText.of(target, LONGEST_NAME)
        + ", last look at "
        + GrowthText.time(last.time())
        + (marks.isEmpty() ? "" : ", " + marks.size() + " marks")
        + "; see .printDiff(), .mark(\"name\")>";
  }
}
