package heapsh.kernel;

import heapsh.HeapException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Tells an error in a notebook: in one line what users cause, with its trace what is a defect. */
final class ErrorText {
  /** What the JDK says of a call on the variable {@code hp} before anything was opened. */
  private static final Pattern NO_HEAP =
      Pattern.compile("because \"REPL\\.\\$JShell\\$\\w+\\.hp\" is null");

  private static final String CELL_FRAME = "REPL.$JShell$";
  private static final int MAX_LINES = 60;
  private static final String DO_IT = "do_it$";

  private ErrorText() {}

  /** Returns the kind of error in one word. */
  static String name(Throwable e) {
    if (e instanceof CellException known) {
      return known.kind();
    }
    return e instanceof CellInterruptedException ? "Interrupted" : e.getClass().getSimpleName();
  }

  /** Returns the message, made safe to show. */
  static String message(Throwable e) {
    String message = messageOf(e);
    return message == null ? "" : PlainText.of(message);
  }

  private static String messageOf(Throwable e) {
    try {
      return e.getMessage();
    } catch (RuntimeException broken) {
      return "(its message cannot be had: " + broken.getClass().getName() + ")";
    }
  }

  /** Returns the lines to show. */
  static List<String> lines(Throwable e) {
    if (e instanceof NullPointerException && NO_HEAP.matcher(message(e)).find()) {
      return List.of("no heap is open: open(\"x.hprof\"), attach(4711) or demo() first");
    }
    if (e instanceof CellException || e instanceof CellInterruptedException) {
      return message(e).lines().toList();
    }
    if (e instanceof HeapException) {
      return List.of(message(e));
    }
    return trace(e);
  }

  /** Returns the stack trace down to the cell; what runs cells is no concern of its author. */
  private static List<String> trace(Throwable e) {
    StringWriter text = new StringWriter();
    try {
      e.printStackTrace(new PrintWriter(text, true));
    } catch (RuntimeException broken) {
      return List.of(e.getClass().getName() + ": " + message(e));
    }
    List<String> lines = new ArrayList<>();
    boolean belowCell = false;
    for (String line : PlainText.of(text.toString().replace("\t", "    ")).lines().toList()) {
      boolean isFrame = line.startsWith("    at ") || line.startsWith("    ...");
      belowCell &= isFrame;
      if (!belowCell) {
        lines.add(isFrame ? frame(line) : line);
      }
      belowCell |= isFrame && line.contains(CELL_FRAME) && line.contains(DO_IT);
    }
    if (lines.size() <= MAX_LINES) {
      return lines;
    }
    List<String> cut = new ArrayList<>(lines.subList(0, MAX_LINES));
    cut.add("    ... (" + (lines.size() - MAX_LINES) + " lines more)");
    return cut;
  }

  private static String frame(String line) {
    return line.contains(CELL_FRAME)
        ? line.replaceFirst("REPL\\.\\$JShell\\$\\w+\\.(do_it\\$)?", "cell ")
            .replace("cell (", "the cell (")
        : line;
  }
}
