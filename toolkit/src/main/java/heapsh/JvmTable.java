package heapsh;

import heapsh.live.LiveJvm;
import heapsh.render.ClassNames;
import heapsh.render.SafeText;
import java.util.List;

/** Shows running JVMs as a table, by pid; prints ten rows at most, {@link #rows} has all. Immutable. */
public final class JvmTable {
  private static final int SHOWN_ROWS = 10;
  private static final int NAME_WIDTH = 46;
  private static final int SHORT_WIDTH = 10;
  private static final String THIS = " (this one)";
  private static final String ROW = "%8s  %-10s  %-10s  %s\n";

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
   * Prints all of them.
   *
   * <p>Cost: O(rows).
   *
   * <p>Example: {@code jvms().show()}
   */
  public void show() {
    System.out.println(text(rows.size()));
  }

  @Override
  public String toString() {
    return text(SHOWN_ROWS);
  }

  private String text(int shown) {
    StringBuilder text = new StringBuilder();
    text.append(String.format(ROW, "Pid", "JDK", "User", "Main class"));
    for (LiveJvm jvm : rows.subList(0, Math.min(shown, rows.size()))) {
      text.append(
          String.format(
              ROW,
              jvm.pid(),
              shown(jvm.version(), SHORT_WIDTH),
              shown(jvm.user(), SHORT_WIDTH),
              name(jvm)));
    }
    if (shown < rows.size()) {
      text.append('<').append(rows.size() - shown).append(" more. Type 'jvms().show()'.>");
    }
    return text.toString().stripTrailing();
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
