package heapsh;

import heapsh.render.ClassNames;
import heapsh.render.SafeText;
import heapsh.render.TextTable;
import heapsh.render.TextTable.Column;
import java.util.ArrayList;
import java.util.List;

/** Lays out threads: a page of the table, or one with its stack. */
final class ThreadText {
  private static final int NAME_LIMIT = 200;
  private static final String MORE = "<%d more lines. Type '.show()' to view.>";

  private ThreadText() {}

  /** Holds a page as text, and how many rows of it there was room for. */
  record Page(String text, int shown) {}

  /** Lays out rows within so many characters. */
  static Page table(List<HeapThread> rows, int from, int all, int virtual, String mark, int limit) {
    TextTable table =
        new TextTable(
            "Thread",
            new Column("Index", 6),
            new Column("State", 8),
            new Column("Frames", 6),
            new Column("Locals", 6),
            new Column("Retained", 9));
    for (int k = 0; k < rows.size(); k++) {
      HeapThread row = rows.get(k);
      table.row(
          width -> name(row, width),
          Integer.toString(from + k),
          row.state().isEmpty() ? "?" : row.state(),
          Integer.toString(row.frameCount()),
          Integer.toString(row.locals().count()),
          Long.toString(row.retainedSize()));
    }
    String head =
        (all == 1 ? "1 thread" : all + " threads")
            + (virtual > 0 ? ", " + virtual + " of them virtual" : "")
            + ".";
    List<String> lines = table.rows(limit == Integer.MAX_VALUE ? 0 : PathText.WIDTH);
    int shown = lines.size();
    String text = join(head, mark, table.header(), lines, shown, all - from);
    while (text.length() > limit && shown > 1) {
      shown--;
      text = join(head, mark, table.header(), lines, shown, all - from);
    }
    return new Page(text, shown);
  }

  private static String join(
      String head, String mark, String header, List<String> rows, int shown, int left) {
    List<String> lines = new ArrayList<>(List.of(head));
    if (!mark.isEmpty()) {
      lines.add(mark);
    }
    if (!rows.isEmpty()) {
      lines.add(header);
    }
    lines.addAll(rows.subList(0, shown));
    if (left > shown) {
      String word = left - shown == 1 ? " more row" : " more rows";
      lines.add("<" + (left - shown) + word + ". Type e.g. '.more()' to view.>");
    }
    return String.join("\n", lines);
  }

  private static String name(HeapThread thread, int width) {
    String mark = thread.isVirtual() ? " (virtual)" : "";
    int room = width == Integer.MAX_VALUE ? NAME_LIMIT : Math.max(12, width - mark.length() - 2);
    return SafeText.quote(thread.name(), room) + mark;
  }

  /** Lays out one thread with its stack within so many characters. */
  static String stack(HeapThread thread, int limit) {
    boolean whole = limit == Integer.MAX_VALUE;
    List<String> lines = new ArrayList<>(head(thread));
    int least = lines.size();
    for (HeapThread.Frame frame : thread.frames()) {
      String method = frame.method().isEmpty() ? "<in no known frame>" : frame.method();
      lines.add(fit(method + " " + frame.source(), whole).stripTrailing());
      for (HeapObject local : frame.locals()) {
        lines.add(fit("    " + local(local, whole), whole));
      }
    }
    String text = String.join("\n", lines);
    int all = lines.size();
    int shown = all;
    while (text.length() > limit && shown > least) {
      shown--;
      text = String.join("\n", lines.subList(0, shown)) + "\n" + String.format(MORE, all - shown);
    }
    return text;
  }

  private static List<String> head(HeapThread thread) {
    String type = SafeText.of(thread.object().className(), NAME_LIMIT);
    String state = thread.state().isEmpty() ? "" : ", " + thread.state();
    int frames = thread.frameCount();
    String first =
        (thread.isVirtual() ? "Virtual thread " : "Thread ")
            + SafeText.quote(thread.name(), NAME_LIMIT)
            + state
            + ", "
            + type
            + " "
            + ClassLabels.hex(thread.object().id())
            + ", "
            + (frames == 0 ? "no stack" : frames == 1 ? "1 frame" : frames + " frames")
            + ".";
    String second =
        "Ending it would free "
            + PathsPage.bytes(thread.retainedSize())
            + ", its Thread object alone "
            + thread.object().retainedSize()
            + ".";
    return List.of(PathText.sentence(first, 2), PathText.sentence(second, 2));
  }

  private static String local(HeapObject local, boolean whole) {
    String type = SafeText.of(local.className(), NAME_LIMIT);
    String rest =
        " "
            + ClassLabels.hex(local.id())
            + ": "
            + PathsPage.bytes(local.size())
            + ", retains "
            + local.retainedSize();
    int room = Math.max(12, PathText.WIDTH - 4 - rest.length());
    return (whole ? type : PathText.fit(ClassNames.fit(type, room), room)) + rest;
  }

  private static String fit(String line, boolean whole) {
    String safe = SafeText.of(line, 2 * NAME_LIMIT);
    return whole ? safe : PathText.fit(safe, PathText.WIDTH);
  }
}
