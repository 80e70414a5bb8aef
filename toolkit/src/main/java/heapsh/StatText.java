package heapsh;

import heapsh.render.ClassNames;
import heapsh.render.SafeText;
import heapsh.render.TextTable;
import heapsh.render.TextTable.Column;
import java.util.List;

/** Lays out a page of numbers. */
final class StatText extends PagedText {
  private static final int NAME_LIMIT = 1000;

  private final Stat stat;

  StatText(Stat stat) {
    this.stat = stat;
  }

  @Override
  int rowCount() {
    return stat.rows().size();
  }

  @Override
  int from() {
    return stat.from();
  }

  @Override
  int askedTo() {
    return stat.to();
  }

  @Override
  List<String> summary() {
    String numbers =
        signed(stat.count())
            + (Math.abs(stat.count()) == 1 ? " object" : " objects")
            + ". Total size = "
            + signed(stat.size())
            + " bytes.";
    return List.of((stat.isDifference() ? "Difference of " : "Partition of a set of ") + numbers);
  }

  @Override
  Layout layout(int to, int width) {
    TextTable table =
        new TextTable(
            stat.title(), new Column("Index", 6), new Column("Count", 8), new Column("Size", 11));
    for (int index = stat.from(); index < to; index++) {
      StatRow row = stat.rows().get(index);
      table.row(
          room -> ClassNames.fit(SafeText.of(row.name(), NAME_LIMIT), room),
          Integer.toString(index),
          signed(row.count()),
          signed(row.bytes()));
    }
    return new Layout(List.of(table.header()), table.rows(width));
  }

  private String signed(long number) {
    return stat.isDifference() ? GrowthText.signed(number) : Long.toString(number);
  }
}
