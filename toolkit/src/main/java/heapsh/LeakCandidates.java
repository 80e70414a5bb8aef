package heapsh;

import heapsh.live.OldObject;
import heapsh.live.RecordedSamples;
import heapsh.render.ClassNames;
import heapsh.render.SafeText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Lists objects that Flight Recorder sampled when they were made and found alive much later: by
 * class and by what holds them, the most samples first, with their path from the roots and where
 * they were made. Immutable.
 *
 * <p>The recorder keeps about 256 samples, spread over the bytes that were allocated since the
 * recording began. What stays and grows makes up most of them after a while; a class that was
 * filled once and stays shows as well.
 */
public final class LeakCandidates {
  private static final int WIDTH = Listing.MAX_COLUMNS;
  private static final int INDENT = 9;

  private final String who;
  private final List<OldObject> rows;

  private LeakCandidates(String who, List<OldObject> rows) {
    this.who = who;
    this.rows = rows;
  }

  static LeakCandidates of(String who, RecordedSamples samples) {
    List<OldObject> rows = samples.oldObjects();
    if (rows.isEmpty()) {
      throw new HeapException(
          "no old object was sampled in "
              + who
              + " yet; ask again when it has allocated for a while, or start a recording with"
              + " settings=profile");
    }
    return new LeakCandidates(who, rows);
  }

  /**
   * Returns the candidates, the most samples first.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.leakCandidates().rows().get(0).path()}
   */
  public List<OldObject> rows() {
    return rows;
  }

  /**
   * Prints all of them, with whole names.
   *
   * <p>Cost: O(rows).
   *
   * <p>Example: {@code hp.leakCandidates().show()}
   */
  public void show() {
    StringBuilder text = new StringBuilder(head());
    for (int i = 0; i < rows.size(); i++) {
      text.append('\n').append(row(i, Integer.MAX_VALUE));
    }
    System.out.println(text);
  }

  @Override
  public String toString() {
    return Listing.page(head(), rows.size(), i -> row(i, WIDTH), "", "more; show() prints all");
  }

  private String head() {
    int samples = rows.stream().mapToInt(OldObject::samples).sum();
    String head = Listing.counted(samples, "old object") + " sampled in ";
    return head
        + SafeText.of(who, WIDTH - head.length())
        + "\n Index Samples  Oldest Class, what holds it, where it was made";
  }

  private String row(int i, int width) {
    OldObject row = rows.get(i);
    String age = Durations.text(Duration.ofMillis(row.oldestMillis()));
    StringBuilder text = new StringBuilder(String.format("%6d %7d %7s ", i, row.samples(), age));
    text.append(cut(ClassNames.fit(row.className(), width - text.length()), width - text.length()));
    line(text, "held by ", held(row), width);
    line(text, "made at ", Frames.shown(row.stack()), width);
    return text.toString();
  }

  private static String held(OldObject row) {
    if (row.path().isEmpty()) {
      return row.root();
    }
    List<String> steps = new ArrayList<>();
    for (String step : row.path()) {
      steps.add(Frames.shortName(step));
    }
    return String.join(" -> ", steps);
  }

  private static void line(StringBuilder text, String label, String content, int width) {
    if (!content.isEmpty()) {
      text.append('\n').append(" ".repeat(INDENT)).append(label);
      text.append(cut(content, width - INDENT - label.length()));
    }
  }

  private static String cut(String text, int width) {
    return SafeText.of(text, width);
  }
}
