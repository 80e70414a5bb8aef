package heapsh;

import heapsh.live.LiveJvm;
import heapsh.render.ClassNames;
import heapsh.render.SafeText;
import java.util.List;

/**
 * Shows running JVMs as a table, by pid; prints as many as a shell displays uncut, {@link #rows}
 * has all. Immutable.
 */
public final class JvmTable {
  private static final int DISPLAYED_CHARS = 1000;
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
    System.out.println(text(Integer.MAX_VALUE));
  }

  @Override
  public String toString() {
    return text(DISPLAYED_CHARS);
  }

  private String text(int maxChars) {
    StringBuilder text = new StringBuilder();
    text.append(String.format(ROW, "Pid", "JDK", "User", "Main class"));
    int left = rows.size();
    for (LiveJvm jvm : rows) {
      String row = row(jvm);
      if (text.length() + row.length() + more(left).length() > maxChars) {
        return text.append(more(left)).toString();
      }
      text.append(row);
      left--;
    }
    return text.toString().stripTrailing();
  }

  private static String more(int left) {
    return "<" + left + " more. Type 'p(jvms())' to view.>";
  }

  private static String row(LiveJvm jvm) {
    String version = shown(jvm.version(), SHORT_WIDTH);
    return String.format(ROW, jvm.pid(), version, shown(jvm.user(), SHORT_WIDTH), name(jvm));
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
