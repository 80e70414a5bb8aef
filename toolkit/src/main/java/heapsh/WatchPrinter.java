package heapsh;

import java.io.PrintStream;
import java.util.function.Consumer;

/**
 * Prints the blocks of a watch between what else is on the terminal: each in one write, so that no
 * other output comes between its lines. On a terminal the block starts over the line of the prompt,
 * and the prompt follows it again; what was typed so far is still there, and shows again with the
 * next key that redraws (Ctrl-L).
 */
final class WatchPrinter implements Consumer<String> {
  private static final String PROMPT = "heapsh> ";

  private final PrintStream out;
  private final boolean isTerminal;

  WatchPrinter(PrintStream out, boolean isTerminal) {
    this.out = out;
    this.isTerminal = isTerminal;
  }

  static WatchPrinter onStandardOutput() {
    return new WatchPrinter(System.out, Terminal.isPresent());
  }

  @Override
  public void accept(String block) {
    String end = System.lineSeparator();
    String text = block.replace("\n", end) + end;
    if (isTerminal) {
      int line = text.indexOf(end);
      String padding = " ".repeat(Math.max(0, PROMPT.length() - line));
      text = "\r" + text.substring(0, line) + padding + text.substring(line) + PROMPT;
    }
    out.print(text);
    out.flush();
  }
}
