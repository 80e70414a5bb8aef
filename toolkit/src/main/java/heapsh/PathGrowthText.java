package heapsh;

import heapsh.render.Page;
import heapsh.render.SafeText;
import heapsh.render.Table;
import heapsh.render.Table.Column;
import heapsh.render.TextForm;
import heapsh.render.TextTable;
import heapsh.render.Wrap;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lays out a page of a {@link PathGrowth}: paths as shpaths() prints them, holders as a table. */
final class PathGrowthText {
  private static final int LINES_OF_A_ROW = 8;
  private static final Pattern PACKAGE = Pattern.compile("static ((?:\\p{Ll}\\w*\\.)+)(?=\\p{Lu})");

  private final PathGrowth page;
  private final DumpSeries series;
  private final int base;
  private final boolean isTable;

  PathGrowthText(PathGrowth page) {
    this.page = page;
    series = page.series();
    base = page.base();
    isTable = page.view().by() == PathGrowthRows.By.HOLDER;
  }

  /** Lays out at most so many rows of the page. */
  Page page(int most) {
    List<String> head = new ArrayList<>(List.of(header()));
    if (!series.newest().isClosed() && series.newest().isPart()) {
      head.add(series.newest().partMark());
    }
    int to = (int) Math.min(page.to(), (long) page.from() + most);
    return Page.of(head, table(page.from(), to))
        .form(isTable ? TextTable.FORM : (table, width) -> paths(to, width))
        .after(page.shown().size() - to)
        .foot(List.of(accounting()));
  }

  /** Lays out a row alone. */
  Page row(int row) {
    return Page.of(List.of(), table(row, row + 1))
        .form((table, width) -> new TextForm.Lines(List.of(), List.of(row(row, width == 0))));
  }

  private TextForm.Lines paths(int to, int width) {
    List<String> rows = new ArrayList<>();
    for (int row = page.from(); row < to; row++) {
      rows.add(path(row, width == 0));
    }
    return new TextForm.Lines(List.of(), rows);
  }

  private Table table(int from, int to) {
    Table table =
        new Table(
            isTable ? "Holder" : "Path",
            Column.number("Index", 6),
            Column.number("Count", 6),
            Column.number("Change", 6),
            Column.number("Bytes", 8),
            Column.number("Change", 8));
    for (int row = from; row < to; row++) {
      add(table, row);
    }
    return table;
  }

  private void add(Table table, int row) {
    PathGrowthRows.Row sums = page.shown().get(row);
    int last = series.dumps() - 1;
    table
        .row(
            width -> fitted(String.join(" -> ", steps(series, sums)), width),
            Integer.toString(row),
            Long.toString(sums.counts()[last]),
            change(sums.gainedCount(base)),
            Long.toString(sums.bytes()[last]),
            change(sums.gainedBytes(base)))
        .hint(".get(" + row + ")");
  }

  /** Shortens the package of the static that a holder begins with, then the end. */
  private static String fitted(String holder, int width) {
    if (holder.length() <= width) {
      return holder;
    }
    Matcher matcher = PACKAGE.matcher(holder);
    String shorter =
        matcher.replaceFirst(
            found ->
                Matcher.quoteReplacement(
                    "static " + found.group(1).replaceAll("(\\p{Ll})\\w*\\.", "$1.")));
    return PathText.fit(shorter, 3 * width);
  }

  static List<String> steps(DumpSeries series, PathGrowthRows.Row row) {
    return row.holder() != null
        ? List.of(row.holder())
        : PathText.of(series.trie(), series.trie().path(row.nodes().nextSetBit(0)));
  }

  private String path(int row, boolean whole) {
    PathGrowthRows.Row sums = page.shown().get(row);
    int last = series.dumps() - 1;
    String label =
        " ".repeat(Math.max(0, indent() - 2 - Integer.toString(row).length()))
            + row
            + ": "
            + changes(sums.gainedCount(base), sums.gainedBytes(base))
            + ", now "
            + PartitionText.objects(sums.counts()[last])
            + ", "
            + PathsPage.bytes(sums.bytes()[last]);
    List<String> steps = steps(series, sums);
    return Wrap.sentence(label, PathText.WIDTH, indent())
        + "\n"
        + (whole
            ? PathText.wrapped(steps, indent())
            : PathText.brief(steps, indent(), LINES_OF_A_ROW));
  }

  private int indent() {
    return Math.max(2, Integer.toString(Math.max(0, page.to() - 1)).length()) + 2;
  }

  private String row(int row, boolean whole) {
    if (!isTable) {
      return path(row, whole);
    }
    PathGrowthRows.Row sums = page.shown().get(row);
    return Wrap.sentence(
        row
            + ": "
            + changes(sums.gainedCount(base), sums.gainedBytes(base))
            + ": "
            + (whole ? sums.holder() : PathText.fit(sums.holder(), 2 * PathText.WIDTH)),
        PathText.WIDTH,
        2);
  }

  String header() {
    String only = page.view().only();
    int grown = page.sums().grown().size();
    return "Growth by "
        + (isTable ? "holder" : "shortest path")
        + (only == null ? "" : " of " + SafeText.of(only, 60))
        + " from "
        + series.name(base)
        + " to "
        + series.name(series.dumps() - 1)
        + ", "
        + (grown == 0 ? "no " + noun() + "s" : grown + " " + noun() + (grown == 1 ? "" : "s"))
        + " grew.";
  }

  private String noun() {
    return isTable ? "holder" : "shape";
  }

  /** Says what the whole heap gained, and where the rows leave something out. */
  private String accounting() {
    PathGrowthRows sums = page.sums();
    long[] grown = sum(sums.grown());
    long[] shrunk = sum(sums.shrunk());
    long[] without = sum(List.of(sums.noPath()));
    StringBuilder line = new StringBuilder("All of it: ");
    line.append(changes(grown[0] + shrunk[0] + without[0], grown[1] + shrunk[1] + without[1]));
    if (!sums.shrunk().isEmpty() || without[0] != 0 || without[1] != 0) {
      line.append("; ").append(changes(grown[0], grown[1])).append(" where it grew");
    }
    if (!sums.shrunk().isEmpty()) {
      line.append(", ").append(changes(shrunk[0], shrunk[1])).append(" in ");
      int count = sums.shrunk().size();
      line.append(count).append(' ').append(noun()).append(count == 1 ? "" : "s");
      line.append(" that shrank");
    }
    if (without[0] != 0 || without[1] != 0) {
      line.append(", ").append(changes(without[0], without[1])).append(" without a strong path");
    }
    return line.append('.').toString();
  }

  private long[] sum(List<PathGrowthRows.Row> rows) {
    long[] sum = new long[2];
    for (PathGrowthRows.Row row : rows) {
      sum[0] += row.gainedCount(base);
      sum[1] += row.gainedBytes(base);
    }
    return sum;
  }

  private static String changes(long count, long bytes) {
    return change(count)
        + (Math.abs(count) == 1 ? " object, " : " objects, ")
        + change(bytes)
        + (Math.abs(bytes) == 1 ? " byte" : " bytes");
  }

  private static String change(long number) {
    return number > 0 ? "+" + number : Long.toString(number);
  }
}
