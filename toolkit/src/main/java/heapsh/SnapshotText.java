package heapsh;

import heapsh.render.ClassNames;
import heapsh.render.LineChart;
import heapsh.render.Page;
import heapsh.render.SafeText;
import heapsh.render.Table;
import heapsh.render.Table.Column;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Lays out the snapshots of a {@link ClassTracker}: one as a table, several as lines. */
final class SnapshotText {
  static final String TITLE = "Class";
  private static final int MOST_LINES = 8;
  private static final int LONGEST_NAME = 1000;

  private SnapshotText() {}

  /** Lays out at most so many classes of a snapshot. */
  static Page page(ClassTracker.Snapshot snapshot, int most) {
    Table table =
        new Table(
            TITLE,
            Column.number("Active", 9),
            Column.number("Size", 10),
            Column.number("Average", 8),
            Column.number("%", 3));
    for (StatRow row : snapshot.rows().subList(0, Math.min(most, snapshot.rows().size()))) {
      table.row(
          width -> ClassNames.fit(SafeText.of(row.name(), LONGEST_NAME), width),
          Long.toString(row.count()),
          Units.human(row.bytes()),
          Long.toString(average(row)),
          Long.toString(Math.round(percent(row.bytes(), snapshot))));
    }
    String line =
        snapshot.label()
            + ": "
            + Units.human(snapshot.tracked())
            + " tracked of "
            + Units.human(snapshot.total())
            + ".";
    return Page.of(List.of(line), table)
        .after(snapshot.rows().size() - table.size())
        .more(Page.moreShown(" classes"));
  }

  static long average(StatRow row) {
    return row.count() == 0 ? 0 : row.bytes() / row.count();
  }

  static double percent(long bytes, ClassTracker.Snapshot snapshot) {
    return snapshot.total() == 0 ? 0 : 100.0 * bytes / snapshot.total();
  }

  /** Draws the biggest classes over the snapshots. */
  static LineChart chart(String target, List<ClassTracker.Snapshot> taken, boolean counts) {
    Map<String, long[]> values = new TreeMap<>();
    Map<String, Long> most = new TreeMap<>();
    for (int k = 0; k < taken.size(); k++) {
      for (StatRow row : taken.get(k).rows()) {
        long value = counts ? row.count() : row.bytes();
        values.computeIfAbsent(row.name(), name -> new long[taken.size()])[k] = value;
        most.merge(row.name(), value, Math::max);
      }
    }
    long[] millis = taken.stream().mapToLong(s -> s.time().toEpochMilli()).toArray();
    List<LineChart.Line> lines = new ArrayList<>();
    most.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(MOST_LINES)
        .forEach(e -> lines.add(new LineChart.Line(e.getKey(), millis, values.get(e.getKey()))));
    String title =
        (counts ? "Objects of tracked classes in " : "Bytes of tracked classes in ") + target;
    ZoneId zone = ZoneId.systemDefault();
    return counts
        ? LineChart.ofCounts(title, lines, new long[0], zone)
        : new LineChart(title, lines, new long[0], zone);
  }
}
