package heapsh;

import heapsh.live.LiveJvm;
import heapsh.render.ClassNames;
import heapsh.render.Page;
import heapsh.render.SafeText;
import heapsh.render.Table;
import heapsh.render.Table.Column;
import heapsh.render.TextForm;
import java.util.ArrayList;
import java.util.List;

/**
 * Shows running JVMs as a table, by pid; prints as many as a shell displays uncut, {@link #rows}
 * has all. Immutable.
 */
public final class JvmTable extends Paged implements Rich {
  private static final int NAME_WIDTH = 46;
  private static final int SHORT_WIDTH = 10;
  private static final String THIS = " (this one)";
  private static final String ROW = "%8s  %-10s  %-10s  %s";

  private final List<LiveJvm> rows;

  JvmTable(List<LiveJvm> rows) {
    this.rows = List.copyOf(rows);
  }

  /**
   * Returns the JVMs.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code jvms().rows().get(0).pid()}
   */
  public List<LiveJvm> rows() {
    return rows;
  }

  /**
   * Returns the JVMs as a tablesaw table.
   *
   * <p>Cost: O(rows).
   *
   * <p>Example: {@code jvms().toTable()}
   */
  public tech.tablesaw.api.Table toTable() {
    return new TableColumns(rows.size())
        .longs("Pid", row -> rows.get(row).pid())
        .texts("JDK", row -> rows.get(row).version())
        .texts("User", row -> rows.get(row).user())
        .texts("Main class", row -> rows.get(row).mainClass())
        .table(Listing.counted(rows.size(), "JVM"));
  }

  @Override
  Page page(int most) {
    Table table =
        new Table(
            "Main class",
            Column.number("Pid", 8),
            Column.words("JDK", 10),
            Column.words("User", 10));
    int shown = Math.min(most, rows.size());
    for (LiveJvm jvm : rows.subList(0, shown)) {
      String pid = Long.toString(jvm.pid());
      table
          .row(width -> name(jvm), pid, word(jvm.version()), word(jvm.user()))
          .hint(jvm.isSelf() ? "self()" : "attach(" + pid + ")");
    }
    return Page.of(List.of(), table)
        .form((t, width) -> lines(t))
        .after(rows.size() - shown)
        .more(left -> left == 0 ? "" : "<" + left + " more. Type 'p(jvms())' to view.>");
  }

  private static TextForm.Lines lines(Table table) {
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < table.size(); row++) {
      lines.add(
          String.format(
              ROW,
              table.cell(row, 0),
              table.cell(row, 1),
              table.cell(row, 2),
              table.name(row, NAME_WIDTH)));
    }
    return new TextForm.Lines(
        List.of(String.format(ROW, "Pid", "JDK", "User", "Main class")), lines);
  }

  private static String word(String text) {
    return shown(text, SHORT_WIDTH);
  }

  private static String name(LiveJvm jvm) {
    String mark = jvm.isSelf() ? THIS : "";
    int width = NAME_WIDTH - mark.length();
    return shown(ClassNames.fit(jvm.mainClass(), width), width) + mark;
  }

  private static String shown(String text, int width) {
    return text.isEmpty() ? "?" : SafeText.of(text, width);
  }
}
