package heapsh;

import heapsh.render.Page;
import heapsh.render.Wrap;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Shows what a heap has more, and less, than at another time, by class. Keeps no heap open.
 * Immutable.
 *
 * <pre>
 *   hp.relativeTo(before).heap()     // of what is reachable
 *   hp.relativeTo(before).heapu()    // of what is not
 * </pre>
 *
 * <p>By class, for a JVM moves its objects: those of two dumps cannot be told to be the same.
 */
public final class RelativeHeap implements Rich {
  private final String title;
  private final Stat reachable;
  private final Stat unreachable;

  private RelativeHeap(String title, Stat reachable, Stat unreachable) {
    this.title = title;
    this.reachable = reachable;
    this.unreachable = unreachable;
  }

  static RelativeHeap of(Heap heap, Reference from) {
    DateTimeFormatter format = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    String since = format.format(from.time().atZone(ZoneId.systemDefault()));
    return new RelativeHeap(
        heap.fileName() + " relative to " + from.name() + " of " + since + ", by class.",
        heap.reachable().byClass().stat().minus(from.reachable()),
        heap.reachable().not().byClass().stat().minus(from.unreachable()));
  }

  /**
   * Returns the difference of what is reachable, the largest gain first.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.relativeTo(hp).heap()}
   */
  public Stat heap() {
    return reachable;
  }

  /**
   * Returns the difference of what is not reachable, the largest gain first.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.relativeTo(hp).heapu()}
   */
  public Stat heapu() {
    return unreachable;
  }

  @Override
  public String text() {
    return title + "\n" + reachable.text() + "\nUnreachable: " + unreachable.text();
  }

  /** Returns the difference of what is reachable, in 80 columns. Cost: O(1). */
  @Override
  public String toString() {
    String head = Wrap.sentence(title, Page.WIDTH, 0);
    String[] rows = reachable.toString().split("\n");
    String last =
        "Unreachable: "
            + unreachable.toString().lines().findFirst().orElseThrow()
            + (unreachable.rows().isEmpty() ? "" : "\nheapu() shows it; show() prints both.");
    int room = Listing.MAX_CHARS - head.length() - last.length() - 2;
    StringBuilder text = new StringBuilder(head);
    for (String row : rows) {
      room -= row.length() + 1;
      if (room >= 0) {
        text.append('\n').append(row);
      }
    }
    return text.append('\n').append(last).toString();
  }
}
