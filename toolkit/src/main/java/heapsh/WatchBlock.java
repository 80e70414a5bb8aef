package heapsh;

import heapsh.live.ClassCount;
import heapsh.live.ClassHistogram;
import heapsh.render.ClassNames;
import heapsh.render.Page;
import heapsh.render.SafeText;
import heapsh.render.Table;
import heapsh.render.Table.Column;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;

/**
 * Words one look of a watch in at most four lines of 80 columns: how much there is, and the three
 * classes that grew most since the start.
 *
 * <pre>
 *   14:03:21 look 57: 1.2 GiB in 18234112 objects, +12.3 MiB since the last
 *     Last look Since start      Bytes Class
 *     +10.2 MiB  +300.1 MiB  512.3 MiB com.acme.Foo
 * </pre>
 */
final class WatchBlock {
  private static final int ROWS = 3;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final Comparator<Row> LEAST_GROWTH =
      Comparator.comparingLong(Row::sinceStart)
          .thenComparing(Row::className, Comparator.reverseOrder());

  private record Row(String className, long bytes, long sinceStart, long sinceLast) {}

  private WatchBlock() {}

  static String time(Instant time) {
    return TIME.format(time.atZone(ZoneId.systemDefault()));
  }

  /**
   * Returns the lines, with no line end behind the last.
   *
   * @param number of the look, from 1
   * @param first the first look since the target was started
   * @param last the look before
   */
  static String of(long number, ClassHistogram first, ClassHistogram last, ClassHistogram now) {
    StringBuilder text = new StringBuilder();
    text.append(time(now.time())).append(" look ").append(number).append(": ");
    text.append(Units.human(now.totalBytes())).append(" in ").append(now.totalCount());
    text.append(" objects");
    if (now == first) {
      return text.toString();
    }
    text.append(", ")
        .append(signed(now.totalBytes() - last.totalBytes()))
        .append(" since the last");
    List<Row> rows = mostGrown(first, last, now);
    if (rows.isEmpty()) {
      return text.append("\n  No class grew since ").append(time(first.time())).toString() + ".";
    }
    Table table =
        new Table(
            "Class",
            Column.number("Last look", 11),
            Column.number("Since start", 11),
            Column.number("Bytes", 10));
    for (Row row : rows) {
      String name = SafeText.of(row.className(), 200);
      table.row(
          width -> cut(ClassNames.fit(name, width), width),
          signed(row.sinceLast()),
          signed(row.sinceStart()),
          Units.human(row.bytes()));
    }
    return text.append('\n').append(Page.of(List.of(), table).limited()).toString();
  }

  private static String cut(String name, int width) {
    return name.length() <= width ? name : name.substring(0, width - 3) + "...";
  }

  private static List<Row> mostGrown(
      ClassHistogram first, ClassHistogram last, ClassHistogram now) {
    PriorityQueue<Row> most = new PriorityQueue<>(LEAST_GROWTH);
    for (ClassCount count : now.rows()) {
      long grown = count.bytes() - first.of(count.className()).bytes();
      if (grown > 0) {
        long recent = count.bytes() - last.of(count.className()).bytes();
        most.add(new Row(count.className(), count.bytes(), grown, recent));
        if (most.size() > ROWS) {
          most.remove();
        }
      }
    }
    List<Row> rows = new ArrayList<>(most);
    rows.sort(LEAST_GROWTH.reversed());
    return rows;
  }

  private static String signed(long bytes) {
    return (bytes >= 0 ? "+" : "") + Units.human(bytes);
  }
}
