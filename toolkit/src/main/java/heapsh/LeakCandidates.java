package heapsh;

import heapsh.live.OldObject;
import heapsh.live.RecordedSamples;
import heapsh.render.ClassNames;
import heapsh.render.Page;
import heapsh.render.SafeText;
import heapsh.render.Table;
import heapsh.render.Table.Column;
import heapsh.render.TextForm;
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
public final class LeakCandidates extends Paged implements Rich {
  private static final int WIDTH = Page.WIDTH;
  private static final int INDENT = 9;

  private final String who;
  private final List<OldObject> rows;

  LeakCandidates(String who, List<OldObject> rows) {
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
   * Returns the candidates as a tablesaw table.
   *
   * <p>Cost: O(rows).
   *
   * <p>Example: {@code hp.leakCandidates().toTable().first(20)}
   */
  public tech.tablesaw.api.Table toTable() {
    return new TableColumns(rows.size())
        .longs("Index", row -> row)
        .longs("Samples", row -> rows.get(row).samples())
        .longs("Oldest millis", row -> rows.get(row).oldestMillis())
        .texts("Class", row -> rows.get(row).className())
        .texts("Held by", row -> held(rows.get(row)))
        .texts("Made at", row -> Frames.shown(rows.get(row).stack()))
        .table(head());
  }

  @Override
  Page page(int most) {
    int shown = Math.min(most, rows.size());
    return Page.of(List.of(head()), table(shown))
        .form((table, width) -> lines(shown, width == 0 ? Integer.MAX_VALUE : width))
        .after(rows.size() - shown)
        .more(Page.moreShown(""));
  }

  private Table table(int shown) {
    Table table =
        new Table(
            "Class, what holds it, where it was made",
            Column.number("Index", 6),
            Column.number("Samples", 7),
            Column.number("Oldest", 7));
    for (int i = 0; i < shown; i++) {
      OldObject row = rows.get(i);
      String held = held(row);
      String made = Frames.shown(row.stack());
      String name =
          row.className()
              + (held.isEmpty() ? "" : "; held by " + held)
              + (made.isEmpty() ? "" : "; made at " + made);
      table.row(
          width -> cut(name, width),
          Integer.toString(i),
          Integer.toString(row.samples()),
          Durations.text(Duration.ofMillis(row.oldestMillis())));
    }
    return table;
  }

  private TextForm.Lines lines(int shown, int width) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < shown; i++) {
      lines.add(row(i, width));
    }
    return new TextForm.Lines(
        List.of(" Index Samples  Oldest Class, what holds it, where it was made"), lines);
  }

  private String head() {
    int samples = rows.stream().mapToInt(OldObject::samples).sum();
    String head = Listing.counted(samples, "old object") + " sampled in ";
    return head + SafeText.of(who, WIDTH - head.length());
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
