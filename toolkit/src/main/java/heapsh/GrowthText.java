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
final class GrowthText extends PagedText {
  private static final int NAME_LIMIT = 1000;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final Growth growth;

  GrowthText(Growth growth) {
    this.growth = growth;
  }

  @Override
  int rowCount() {
    return growth.rows().size();
  }

  @Override
  int from() {
    return growth.from();
  }

  @Override
  int askedTo() {
    return growth.to();
  }

  @Override
  List<String> summary() {
    List<String> lines = new ArrayList<>();
    lines.add(firstLine());
    lines.addAll(growth.notes());
    return lines;
  }

  @Override
  Layout layout(int to, int width) {
    TextTable table = table(to);
    return new Layout(List.of(table.header()), table.rows(width));
  }

  private String firstLine() {
    Instant since = growth.since();
    if (since == null) {
      return fit(", first look at " + time(growth.now().time()) + ".");
    }
    if (growth.isEmpty()) {
      return "No growth since " + time(since) + ".";
    }
    String against = growth.isSinceLast() ? ", since the look at " : ", over the peak since ";
    return fit(", " + time(growth.now().time()) + against + time(since) + ".");
  }

  /** Shortens the target's name so that the line fits. */
  private String fit(String end) {
    int room = Partition.WIDTH - "Growth of ".length() - end.length();
    return "Growth of " + target(Math.max(20, room)) + end;
  }

  /** Names the target; its main class is shortened from the package side. */
  private String target(int width) {
    String target = SafeText.of(growth.target(), NAME_LIMIT);
    int open = target.indexOf('(');
    if (target.length() > width && open > 0) {
      String start = target.substring(0, open + 1);
      String main = target.substring(open + 1).replace(")", "");
      target = start + ClassNames.fit(main, width - start.length() - 1) + ")";
    }
    return SafeText.of(target, width);
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
            new Column("Count", 7),
            new Column("Change", 7),
            new Column("Bytes", 9),
            new Column("Change", 9));
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
