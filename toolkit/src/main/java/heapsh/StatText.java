package heapsh;

import heapsh.render.ClassNames;
import heapsh.render.Page;
import heapsh.render.SafeText;
import heapsh.render.Table;
import heapsh.render.Table.Column;
import java.util.List;

/** Lays out a page of numbers. */
final class StatText {
  private static final int NAME_LIMIT = 1000;

  private final Stat stat;

  StatText(Stat stat) {
    this.stat = stat;
  }

  /** Lays out at most so many rows of the page. */
  Page page(int most) {
    int rows = stat.rows().size();
    int end = Paging.end(rows, stat.from(), stat.to());
    int to = (int) Math.min(end, (long) stat.from() + most);
    return Page.of(List.of(summary()), table(to)).after(rows - to);
  }

  private String summary() {
    String numbers =
        signed(stat.count())
            + (Math.abs(stat.count()) == 1 ? " object" : " objects")
            + ". Total size = "
            + signed(stat.size())
            + " bytes.";
    return (stat.isDifference() ? "Difference of " : "Partition of a set of ") + numbers;
  }

  private Table table(int to) {
    Table table =
        new Table(
            stat.title(),
            Column.number("Index", 6),
            Column.number("Count", 8),
            Column.number("Size", 11));
    for (int index = stat.from(); index < to; index++) {
      StatRow row = stat.rows().get(index);
      table
          .row(
              room -> ClassNames.fit(SafeText.of(row.name(), NAME_LIMIT), room),
              Integer.toString(index),
              signed(row.count()),
              signed(row.bytes()))
          .hint(".get(" + index + ")");
    }
    return table;
  }

  private String signed(long number) {
    return stat.isDifference() ? GrowthText.signed(number) : Long.toString(number);
  }
}
