package heapsh;

import heapsh.render.ClassNames;
import heapsh.render.Page;
import heapsh.render.SafeText;
import heapsh.render.Table;
import heapsh.render.Table.Column;
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
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final Growth growth;

  GrowthText(Growth growth) {
    this.growth = growth;
  }

  /** Lays out at most so many rows of the page. */
  Page page(int most) {
    List<String> head = new ArrayList<>();
    head.add(firstLine());
    head.addAll(growth.notes());
    int rows = growth.rows().size();
    int end = Paging.end(rows, growth.from(), growth.to());
    int to = (int) Math.min(end, (long) growth.from() + most);
    return Page.of(head, table(to)).after(rows - to);
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
    int room = Page.WIDTH - "Growth of ".length() - end.length();
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

  private Table table(int to) {
    Table table =
        new Table(
            "Class",
            Column.number("Index", 6),
            Column.number("Count", 7),
            Column.number("Change", 7),
            Column.number("Bytes", 9),
            Column.number("Change", 9));
    for (int index = growth.from(); index < to; index++) {
      GrowthRow row = growth.rows().get(index);
      table
          .row(
              width -> ClassNames.fit(SafeText.of(row.className(), NAME_LIMIT), width),
              Integer.toString(index),
              Long.toString(row.count()),
              signed(row.countChange()),
              Long.toString(row.bytes()),
              signed(row.bytesChange()))
          .hint(".get(" + index + ")");
    }
    return table;
  }

  static String signed(long change) {
    return change > 0 ? "+" + change : Long.toString(change);
  }
}
