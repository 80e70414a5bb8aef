package heapsh;

import heapsh.render.ClassNames;
import heapsh.render.Page;
import heapsh.render.SafeText;
import heapsh.render.Table;
import heapsh.render.Table.Column;
import heapsh.render.TextLines;
import java.util.List;

/** Lays out threads: a page of the table, or one with its stack. */
final class ThreadText {
  private static final int NAME_LIMIT = 200;

  private ThreadText() {}

  /** Lays out rows of the table. */
  static Page table(List<HeapThread> rows, int from, int all, int virtual, String mark) {
    Table table =
        new Table(
            "Thread",
            Column.number("Index", 6),
            Column.words("State", 8),
            Column.number("Frames", 6),
            Column.number("Locals", 6),
            Column.number("Retained", 9));
    for (int k = 0; k < rows.size(); k++) {
      HeapThread row = rows.get(k);
      table
          .row(
              width -> name(row, width),
              Integer.toString(from + k),
              row.state().isEmpty() ? "?" : row.state(),
              Integer.toString(row.frameCount()),
              Integer.toString(row.locals().count()),
              Long.toString(row.retainedSize()))
          .hint(".get(" + (from + k) + ")");
    }
    String head =
        (all == 1 ? "1 thread" : all + " threads")
            + (virtual > 0 ? ", " + virtual + " of them virtual" : "")
            + ".";
    List<String> lines = mark.isEmpty() ? List.of(head) : List.of(head, mark);
    return Page.of(lines, table).after(all - from - rows.size());
  }

  private static String name(HeapThread thread, int width) {
    String mark = thread.isVirtual() ? " (virtual)" : "";
    int room = width == Integer.MAX_VALUE ? NAME_LIMIT : Math.max(12, width - mark.length() - 2);
    return SafeText.quote(thread.name(), room) + mark;
  }

  /** Lays out one thread with its stack, at most so many lines of it. */
  static Page stack(HeapThread thread, int most) {
    Table table = new Table("Frame, what it holds");
    int lines = 0;
    for (HeapThread.Frame frame : thread.frames()) {
      if (lines++ < most) {
        table.row(width -> fit(frame(frame), width));
      }
      for (HeapObject local : frame.locals()) {
        if (lines++ < most) {
          table.row(width -> local(local, width)).depth(1).hint("hp.at(" + id(local) + "L)");
        }
      }
    }
    return Page.of(head(thread), table)
        .form(new TextLines("    "))
        .after(lines - table.size())
        .more(left -> left == 0 ? "" : "<" + left + " more lines. Type '.show()' to view.>");
  }

  private static String frame(HeapThread.Frame frame) {
    String method = frame.method().isEmpty() ? "<in no known frame>" : frame.method();
    return (method + " " + frame.source()).stripTrailing();
  }

  private static String id(HeapObject object) {
    return ClassLabels.hex(object.id());
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
    return List.of(first, second);
  }

  private static String local(HeapObject local, int width) {
    String type = SafeText.of(local.className(), NAME_LIMIT);
    String rest =
        " "
            + id(local)
            + ": "
            + PathsPage.bytes(local.size())
            + ", retains "
            + local.retainedSize();
    int room = Math.max(12, width - rest.length());
    return PathText.fit(ClassNames.fit(type, room), room) + rest;
  }

  private static String fit(String line, int width) {
    return PathText.fit(SafeText.of(line, 2 * NAME_LIMIT), width);
  }
}
