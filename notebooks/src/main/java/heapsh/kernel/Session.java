package heapsh.kernel;

import heapsh.kernel.Statements.Statement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.Snippet.SubKind;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis;

/**
 * One JShell in this JVM with what {@code startup.jsh} defines. It is made in the background, so
 * that the kernel can answer Jupyter meanwhile; everything here waits for that. Used by one thread,
 * but for {@link #interrupt}.
 */
final class Session {
  /** What a kernel adds to the verbs of the file. */
  private static final String OWN_VERBS =
      """
      void display(Object x) { heapsh.kernel.Displays.display(x); }
      """;

  private final CompletableFuture<JShell> jshell;
  private final CellControl control = new CellControl();
  private volatile boolean interrupted;

  private Session(StartupFile startup) {
    jshell = CompletableFuture.supplyAsync(() -> start(startup), Session::inBackground);
  }

  /** Starts a session with the {@code startup.jsh} of a directory, and does not wait for it. */
  static Session starting(Path home) {
    return new Session(StartupFile.in(home));
  }

  private static void inBackground(Runnable work) {
    Thread thread = new Thread(work, "startup");
    thread.setDaemon(true);
    thread.start();
  }

  private JShell start(StartupFile startup) {
    JShell shell =
        JShell.builder()
            .executionEngine(control, null)
            .in(System.in)
            .out(System.out)
            .err(System.err)
            .build();
    for (Path jar : startup.classPath()) {
      if (!Files.exists(jar)) {
        throw new CellException(
            "StartupError", "no " + jar + "; build it: mvn -q package -DskipTests");
      }
      shell.addToClasspath(jar.toString());
    }
    Statements statements = new Statements(shell.sourceCodeAnalysis());
    for (Statement statement : statements.of(startup.java() + OWN_VERBS)) {
      evaluate(shell, statement);
    }
    return shell;
  }

  private JShell jshell() {
    try {
      return jshell.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof CellException known) {
        throw known;
      }
      throw e;
    }
  }

  /**
   * Evaluates all statements of a cell.
   *
   * @param show turns the value of the last one into what is shown of it; called on the thread for
   *     cells, since it may take long
   * @return what {@code show} returned, or null when the last statement has no value
   * @throws Throwable what a statement throws
   */
  <T> T evaluate(String cell, Function<Object, T> show) throws Throwable {
    interrupted = false;
    JShell shell = jshell();
    control.beginCell();
    boolean hasValue = false;
    Object value = null;
    for (Statement statement : new Statements(shell.sourceCodeAnalysis()).of(cell)) {
      if (interrupted) {
        throw new CellInterruptedException(false);
      }
      if (statement.isMagic()) {
        Magics.run(statement.source(), shell);
        hasValue = false;
      } else {
        hasValue = evaluate(shell, statement);
        value = control.value();
      }
    }
    if (!hasValue) {
      return null;
    }
    Object last = value;
    @SuppressWarnings("unchecked") // show gives a T
    T shown = (T) control.run(() -> show.apply(last));
    return shown;
  }

  /** Returns whether the statement has a value, which the control then holds. */
  private boolean evaluate(JShell shell, Statement statement) {
    control.forget();
    List<SnippetEvent> events = shell.eval(statement.source());
    boolean hasValue = false;
    for (SnippetEvent event : events) {
      if (event.causeSnippet() == null) {
        new Verdict(shell, event, control.thrown()).check(statement);
        hasValue = hasShownValue(event.snippet());
      }
    }
    return hasValue;
  }

  private static boolean hasShownValue(Snippet snippet) {
    SubKind kind = snippet.subKind();
    return kind == SubKind.TEMP_VAR_EXPRESSION_SUBKIND
        || kind == SubKind.VAR_VALUE_SUBKIND
        || kind == SubKind.ASSIGNMENT_SUBKIND
        || kind == SubKind.OTHER_EXPRESSION_SUBKIND;
  }

  /** Interrupts the cell that is evaluated, if one is. May be called by any thread. */
  void interrupt() {
    interrupted = true;
    if (jshell.isDone()) { // A cell that waits for the startup ends after it.
      control.interruptCell();
    }
  }

  /** Returns what knows the sources that were evaluated. */
  SourceCodeAnalysis analysis() {
    return jshell().sourceCodeAnalysis();
  }
}
