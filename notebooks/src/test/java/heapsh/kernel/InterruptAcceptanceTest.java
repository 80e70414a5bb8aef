package heapsh.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import heapsh.kernel.KernelProcess.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Interrupts cells as Jupyter does, and goes on with the session. */
class InterruptAcceptanceTest {
  private static final String STARTED = "started";
  private static final String ENGINE_THREADS =
      "Thread.getAllStackTraces().keySet().stream().map(Thread::getName)"
          + ".filter(name -> name.matches(\"heapsh-(worker|ahead|aside).*\")).toList()";
  @AutoClose private static KernelProcess kernel;

  @BeforeAll
  static void start() throws IOException {
    kernel = KernelProcess.start();
  }

  @Test
  void stopsACellThatWaits() {
    assertIsInterrupted("System.out.println(\"started\"); Thread.sleep(600_000);");
  }

  @Test
  void stopsALoopThatNeverEnds() {
    assertIsInterrupted("long n = 0; System.out.println(\"started\"); while (true) { n++; }");
    long after = Long.parseLong(kernel.run("n").text());
    assertThat(Long.parseLong(kernel.run("n").text())).isEqualTo(after);
  }

  /** The loop is still being compiled then, as likely as not. */
  @Test
  void stopsWhatTheCellWouldRunNext() {
    String request = kernel.send("int begun = 1; while (true) { }");
    kernel.collectUntil(new ArrayList<>(), request, m -> m.type().equals("execute_input"));
    interrupt();

    assertThat(kernel.answer(request).reply().text("ename")).isEqualTo("Interrupted");
  }

  @Test
  void stopsALoopThatCatchesEverything() {
    assertIsInterrupted(
        "System.out.println(\"started\");\n"
            + "while (true) { try { Thread.sleep(1000); } catch (Exception e) { } }");
  }

  @Test
  void stopsACellThatWaitsForInput() {
    String request = kernel.send("System.in.read()");
    kernel.question(request);
    interrupt();

    assertThat(kernel.answer(request).reply().text("ename")).isEqualTo("Interrupted");
    assertThat(kernel.run("1 + 1").text()).isEqualTo("2");
  }

  @Test
  void doesNotRunTheStatementsAfterTheInterrupt() {
    assertIsInterrupted(
        "int reached = 0;\nSystem.out.println(\"started\");\n"
            + "try { Thread.sleep(600_000); } catch (InterruptedException e) { }\nreached = 1;");
    assertThat(kernel.run("reached").text()).isEqualTo("0");
  }

  /** The cell opens the dump anew again and again, so it is always in the middle of that. */
  @Test
  void stopsAQueryInTheMiddleOfIndexing(@TempDir Path directory) throws Exception {
    Path dump = directory.resolve("many.hprof");
    ManyObjects.dumpTo(dump);
    kernel.run("Path dump = Path.of(\"" + dump + "\"); int opened = 0;");
    assertIsInterrupted(
        "System.out.println(\"started\");\n"
            + "while (true) { Heap.open(dump, Options.defaults().noIndex()).close(); opened++; }");

    assertThat(kernel.run(ENGINE_THREADS).text()).isEqualTo("[]");
    assertThat(kernel.run("Heap.open(dump).all().count() > " + ManyObjects.COUNT).text())
        .isEqualTo("true");
  }

  @Test
  void anInterruptBetweenCellsDoesNothing() {
    interrupt();

    assertThat(kernel.run("5").text()).isEqualTo("5");
  }

  private static void assertIsInterrupted(String cell) {
    String request = kernel.send(cell);
    kernel.collectUntil(
        new ArrayList<>(),
        request,
        m -> m.type().equals("stream") && m.text("text").contains(STARTED));
    interrupt();
    Answer answer = kernel.answer(request);

    assertThat(answer.reply().text("ename")).isEqualTo("Interrupted");
    assertThat(answer.errorLines()).containsExactly("interrupted");
    assertThat(kernel.run("1 + 1").text()).isEqualTo("2");
  }

  private static void interrupt() {
    assertThat(kernel.askControl("interrupt_request", new JsonObject()).type())
        .isEqualTo("interrupt_reply");
  }
}
