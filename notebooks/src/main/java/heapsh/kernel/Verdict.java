package heapsh.kernel;

import heapsh.kernel.Statements.Statement;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import jdk.jshell.Snippet.Status;
import jdk.jshell.SnippetEvent;
import jdk.jshell.UnresolvedReferenceException;

/** What JShell says about a statement, as an exception when it is not good. */
final class Verdict {
  private static final int MAX_PROBLEMS = 5;

  private final JShell shell;
  private final SnippetEvent event;
  private final Throwable thrown;

  Verdict(JShell shell, SnippetEvent event, Throwable thrown) {
    this.shell = shell;
    this.event = event;
    this.thrown = thrown;
  }

  /**
   * Returns when all is well; prints what is missing for a declaration that cannot be used yet.
   *
   * @throws CellException when the statement does not compile
   */
  void check(Statement statement) {
    if (event.status() == Status.REJECTED) {
      throw new CellException("CompileError", problems(statement));
    }
    if (event.exception() instanceof UnresolvedReferenceException e) {
      throw new CellException("CompileError", unusable(e.getSnippet()));
    }
    if (thrown != null) {
      Verdict.<RuntimeException>sneak(thrown);
    }
    if (event.exception() != null) {
      throw new IllegalStateException(event.exception());
    }
    if (event.snippet() instanceof DeclarationSnippet declared
        && event.status() == Status.RECOVERABLE_DEFINED) {
      System.out.println(unusable(declared));
    }
  }

  /** Throws a checked exception as it is: cells throw whatever they like. */
  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void sneak(Throwable e) throws E {
    throw (E) e;
  }

  private String unusable(DeclarationSnippet declared) {
    List<String> missing = shell.unresolvedDependencies(declared).collect(Collectors.toList());
    shell.diagnostics(declared).map(d -> d.getMessage(Locale.ROOT)).forEach(missing::add);
    return declared.name()
        + " is created, but cannot be used until this is declared: "
        + String.join(", ", missing);
  }

  private String problems(Statement statement) {
    List<Diag> diags = shell.diagnostics(event.snippet()).filter(Diag::isError).toList();
    if (diags.isEmpty()) {
      return "this is no Java: " + statement.source().strip();
    }
    String source = event.snippet().source();
    return diags.stream()
        .limit(MAX_PROBLEMS)
        .map(diag -> problem(diag, source))
        .collect(Collectors.joining("\n"));
  }

  /** Returns the message, the line that it is about, and a caret below the place in it. */
  private static String problem(Diag diag, String source) {
    String message = diag.getMessage(Locale.ROOT).strip();
    int at = (int) Math.min(diag.getPosition(), source.length());
    if (at < 0) {
      return message;
    }
    int from = source.lastIndexOf('\n', Math.max(0, at - 1)) + 1;
    int to = source.indexOf('\n', at);
    String line = source.substring(Math.min(from, at), to < 0 ? source.length() : to);
    int column = at - Math.min(from, at);
    int end = (int) Math.min(diag.getEndPosition(), (long) Math.min(from, at) + line.length());
    String mark = "^" + "-".repeat(Math.max(0, end - at - 2)) + (end - at > 1 ? "^" : "");
    return message + "\n  " + line + "\n  " + " ".repeat(column) + mark;
  }
}
