package heapsh;

import heapsh.render.ClassNames;
import heapsh.render.SafeText;
import heapsh.render.TextTable;
import heapsh.render.TextTable.Column;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** Lays out a page of growth. */
final class GrowthText {
  private static final int NAME_LIMIT = 1000;
  private static final int SHORTEST_ROW = 40;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final Growth growth;

  GrowthText(Growth growth) {
    this.growth = growth;
  }

  /** Returns the page with whole names. */
  String whole() {
    TextTable table = table(growth.to());
    return join(table, table.rows(0), growth.to() - growth.from());
  }

  /** Returns the page in 80 columns and 1,000 characters, one row at least. */
  String limited() {
    TextTable table = firstRows();
    List<String> rows = table.rows(Partition.WIDTH);
    return join(table, rows, fitting(table, rows));
  }

  /** Returns how many rows {@link #limited} prints. */
  int rowsWithinLimit() {
    TextTable table = firstRows();
    return fitting(table, table.rows(Partition.WIDTH));
  }

  private TextTable firstRows() {
    return table(Math.min(growth.to(), growth.from() + PartitionText.LIMIT / SHORTEST_ROW));
  }

  private int fitting(TextTable table, List<String> rows) {
    int shown = rows.size();
    while (shown > 1 && join(table, rows, shown).length() > PartitionText.LIMIT) {
      shown--;
    }
    return shown;
  }

  private String join(TextTable table, List<String> rows, int shown) {
    List<String> lines = new ArrayList<>();
    lines.add(summary());
    lines.addAll(growth.notes());
    if (!rows.isEmpty()) {
      lines.add(table.header());
    }
    lines.addAll(rows.subList(0, shown));
    int left = growth.rows().size() - growth.from() - shown;
    if (left > 0) {
      lines.add(
          "<"
              + left
              + (left == 1 ? " more row" : " more rows")
              + ". Type e.g. '.more()' to view.>");
    }
    return String.join("\n", lines);
  }

  private String summary() {
    Instant since = growth.since();
    if (since == null) {
      return fit("", ", first look at " + time(growth.now().time()) + ": all counts from zero.");
    }
    if (growth.isEmpty()) {
      return "No growth since " + time(since) + ".";
    }
    String against = growth.isSinceLast() ? ", since the look at " : ", over the peak since ";
    return fit("", ", " + time(growth.now().time()) + against + time(since) + ".");
  }

  /** Shortens the target's name so that the line fits. */
  private String fit(String start, String end) {
    int room = Partition.WIDTH - "Growth of ".length() - end.length();
    return "Growth of " + start + SafeText.of(growth.target(), Math.max(20, room)) + end;
  }

  /** Formats a time of today as {@code 10:05:12}, another with its day; in this shell's zone. */
  static String time(Instant time) {
    ZonedDateTime local = time.atZone(ZoneId.systemDefault());
    boolean today = local.toLocalDate().equals(LocalDate.now());
    return (today ? TIME : DAY).format(local);
  }

  private TextTable table(int to) {
    TextTable table =
        new TextTable(
            "Class",
            new Column("Index", 6),
            new Column("Count", 8),
            new Column("Change", 8),
            new Column("Bytes", 10),
            new Column("Change", 10));
    for (int index = growth.from(); index < to; index++) {
      GrowthRow row = growth.rows().get(index);
      table.row(
          width -> ClassNames.fit(SafeText.of(row.className(), NAME_LIMIT), width),
          Integer.toString(index),
          Long.toString(row.count()),
          signed(row.countChange()),
          Long.toString(row.bytes()),
          signed(row.bytesChange()));
    }
    return table;
  }

  static String signed(long change) {
    return change > 0 ? "+" + change : Long.toString(change);
  }
}
