package heapsh.kernel;

import static heapsh.kernel.KernelProcess.content;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import heapsh.kernel.KernelProcess.Answer;
import heapsh.kernel.KernelProcess.Message;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Speaks Jupyter's protocol with the kernel, over ZeroMQ. */
class KernelAcceptanceTest {
  @AutoClose private static KernelProcess kernel;

  @BeforeAll
  static void start() throws IOException {
    kernel = KernelProcess.start();
  }

  @Test
  void showsTheValueOfTheLastOfSeveralStatements() {
    Answer answer = kernel.run("int a = 2;\n\"not shown\"\nint b = 3\na * b");

    assertThat(answer.status()).isEqualTo("ok");
    assertThat(answer.text()).isEqualTo("6");
    assertThat(answer.outputs("execute_result")).hasSize(1);
  }

  @Test
  void showsNothingForADeclaration() {
    Answer answer = kernel.run("int noValue = 7;");

    assertThat(answer.status()).isEqualTo("ok");
    assertThat(answer.outputs("execute_result")).isEmpty();
  }

  @Test
  void aStatementGoesOnInTheNextLine() {
    assertThat(kernel.run("\"abc\"\n    .substring(1)\n    .length()").text()).isEqualTo("2");
    assertThat(
            kernel
                .run("String say;\nif (1 > 2) {\n  say = \"a\";\n}\nelse {\n  say = \"b\";\n}\nsay")
                .text())
        .isEqualTo("b");
  }

  @Test
  void streamsWhatIsPrinted() {
    Answer answer = kernel.run("System.out.println(\"hällo\"); System.err.println(\"oops\");");

    assertThat(answer.printed("stdout")).isEqualTo("hällo\n");
    assertThat(answer.printed("stderr")).isEqualTo("oops\n");
  }

  @Test
  void hasTheVerbsOfTheShell() {
    assertThat(kernel.run("help()").printed("stdout")).contains("byVia");
    assertThat(kernel.run("jvms()").text()).contains("heapsh.kernel.Main (this one)");
  }

  @Test
  void aTableOfTablesawIsShownAsHtmlWithEverythingEscaped() {
    Answer answer =
        kernel.run(
            "import tech.tablesaw.api.*\n"
                + "Table.create(StringColumn.create(\"<b>name\", \"<script>alert(1)</script>\"),\n"
                + "    IntColumn.create(\"n\", new int[] {7}))");

    assertThat(answer.result("text/html"))
        .contains("&lt;b&gt;name", "&lt;script&gt;alert(1)&lt;/script&gt;", "text-align:right\">7<")
        .doesNotContain("<script", "<b>");
    assertThat(answer.text()).contains("<script>alert(1)</script>");
  }

  @Test
  void aPictureIsShownAsSvg() {
    Answer answer =
        kernel.run(
            "class Dot implements Rich {\n"
                + "  public Map<String, String> mime() {\n"
                + "    return Map.of(\"text/plain\", \"a dot\", \"image/svg+xml\", \"<svg/>\");\n"
                + "  }\n}\nnew Dot()");

    assertThat(answer.result("image/svg+xml")).isEqualTo("<svg/>");
    assertThat(answer.text()).isEqualTo("a dot");
  }

  @Test
  void displayShowsMoreThanTheLastValue() {
    Answer answer = kernel.run("display(1); display(\"two\"); 3");

    assertThat(answer.outputs("display_data"))
        .extracting(m -> m.form("text/plain"))
        .containsExactly("1", "two");
    assertThat(answer.text()).isEqualTo("3");
  }

  @Test
  void whatAUserCausesIsOneLine() {
    Answer answer = kernel.run("open(\"/no/such.hprof\")");

    assertThat(answer.status()).isEqualTo("error");
    assertThat(answer.reply().text("ename")).isEqualTo("HeapException");
    assertThat(answer.errorLines()).containsExactly("there is no file /no/such.hprof");
  }

  @Test
  void aCompileErrorShowsThePlaceWithACaret() {
    Answer answer = kernel.run("int fine = 1;\nfine.substring(2)");

    assertThat(answer.reply().text("ename")).isEqualTo("CompileError");
    assertThat(answer.errorLines())
        .containsExactly("int cannot be dereferenced", "  fine.substring(2)", "      ^--------^");
  }

  @Test
  void aDefectKeepsItsTraceDownToTheCell() {
    Answer answer = kernel.run("new java.util.ArrayList<>(java.util.List.of(1)).get(2)");

    assertThat(answer.reply().text("ename")).isEqualTo("IndexOutOfBoundsException");
    assertThat(answer.errorLines().get(0)).contains("Index 2 out of bounds");
    assertThat(answer.errorLines().get(answer.errorLines().size() - 1)).contains("the cell");
    assertThat(String.join("\n", answer.errorLines())).doesNotContain("heapsh.kernel", "reflect");
  }

  @Test
  void withoutAHeapItSaysHowToGetOne() {
    kernel.run("hp = null;");

    assertThat(kernel.run("hp.heap()").errorLines())
        .containsExactly("no heap is open: open(\"x.hprof\"), attach(4711) or demo() first");
  }

  @Test
  void anErrorOfACellDoesNotEndTheKernel() {
    Answer answer = kernel.run("void deep() { deep(); }\ndeep()");

    assertThat(answer.reply().text("ename")).isEqualTo("StackOverflowError");
    assertThat(answer.errorLines()).hasSizeLessThan(80);
    assertThat(kernel.run("throw new OutOfMemoryError(\"no\")").status()).isEqualTo("error");
    assertThat(kernel.run("1 + 1").text()).isEqualTo("2");
  }

  @Test
  void anExitEndsTheCellOnly() {
    assertThat(kernel.run("System.exit(3)").errorLines().get(0))
        .startsWith("a cell cannot end the kernel");
    assertThat(kernel.run("Runtime.getRuntime().halt(3)").status()).isEqualTo("error");
    assertThat(kernel.run("Runnable r = () -> System.exit(1); r.run()").status())
        .isEqualTo("error");
    assertThat(kernel.run("2 + 2").text()).isEqualTo("4");
  }

  @Test
  void cellsSentTogetherWithOneThatFailsAreNotRun() {
    List<String> requests = new ArrayList<>();
    requests.add(kernel.send("int ran = 0; Thread.sleep(300); int x = 1 / 0;"));
    requests.add(kernel.send("ran = 1"));
    requests.add(kernel.send("ran = 2"));

    assertThat(requests.stream().map(r -> kernel.answer(r).status()))
        .containsExactly("error", "aborted", "aborted");
    assertThat(kernel.run("ran").text()).isEqualTo("0");
  }

  /** A client that waits for the end may send the next cell within the same millisecond. */
  @Test
  void aCellSentRightAfterOneThatFailedIsRun() {
    for (int i = 0; i < 100; i++) {
      assertThat(kernel.run("1 +").status()).isEqualTo("error");
      assertThat(kernel.run("1 + 1").text()).as("round %d", i).isEqualTo("2");
    }
  }

  @Test
  void aCellReadsWhatItsUserTypes() {
    String request = kernel.send("new Scanner(System.in).nextLine().toUpperCase()");
    Message question = kernel.question(request);
    kernel.type("päge");

    assertThat(question.type()).isEqualTo("input_request");
    assertThat(kernel.answer(request).text()).isEqualTo("PÄGE");
  }

  @Test
  void completesMembersAndTellsTheRange() {
    Message reply = complete("int before = 1;\nhp.hea");

    assertThat(reply.content().getAsJsonArray("matches").toString()).contains("heap()");
    assertThat(reply.content().get("cursor_start").getAsInt()).isEqualTo(19);
    assertThat(reply.content().get("cursor_end").getAsInt()).isEqualTo(22);
  }

  @Test
  void completionCountsCharactersAsJupyterDoes() {
    Message reply = complete("String s = \"\uD83D\uDE00\"; s.substr");

    assertThat(reply.content().getAsJsonArray("matches").toString()).contains("substring(");
    assertThat(reply.content().get("cursor_start").getAsInt()).isEqualTo(18);
  }

  @Test
  void completionKnowsWhatTheCellDeclaresAbove() {
    Message reply = complete("StringBuilder notYetRun = new StringBuilder();\nnotYetRun.revers");

    assertThat(reply.content().getAsJsonArray("matches").toString()).contains("reverse()");
  }

  @Test
  void inspectionShowsTheHelpOfAVerb() {
    assertThat(inspect("hp.heap().byVia()", 15))
        .startsWith("ObjectSet.byVia() -> ObjectSet\n")
        .contains("Cost: ", "Example: ");
    assertThat(inspect("open(\"x\")", 5)).startsWith("open(String path) -> Heap\n");
    assertThat(inspect("hp", 2)).startsWith("class Heap implements AutoCloseable, Rich\n");
    assertThat(inspect("ObjectSet", 4))
        .startsWith("class ObjectSet implements Rich, Iterable<HeapObject>\n");
  }

  @Test
  void inspectionShowsTheSignatureOfOtherMethods() {
    assertThat(inspect("\"abc\".substring(", 16))
        .contains("String String.substring(int beginIndex, int endIndex)");
  }

  @Test
  void inspectionFindsNothingInBlanks() {
    JsonObject content = content("code", "   ");
    content.addProperty("cursor_pos", 1);
    content.addProperty("detail_level", 0);

    assertThat(kernel.ask("inspect_request", content).content().get("found").getAsBoolean())
        .isFalse();
  }

  @Test
  void tellsWhetherACellIsComplete() {
    assertThat(isComplete("hp.heap()")).isEqualTo("complete");
    assertThat(isComplete("for (int i = 0; i < 3; i++) {")).isEqualTo("incomplete");
    assertThat(isComplete("%jars x.jar")).isEqualTo("complete");
    assertThat(isComplete("")).isEqualTo("complete");
  }

  @Test
  void tellsWhatItIs() {
    Message info = kernel.ask("kernel_info_request", new JsonObject());

    assertThat(info.text("implementation")).isEqualTo("heapsh");
    assertThat(info.content().getAsJsonObject("language_info").get("name").getAsString())
        .isEqualTo("java");
  }

  private static Message complete(String cell) {
    JsonObject content = content("code", cell);
    content.addProperty("cursor_pos", cell.codePointCount(0, cell.length()));
    return kernel.ask("complete_request", content);
  }

  private static String inspect(String cell, int position) {
    JsonObject content = content("code", cell);
    content.addProperty("cursor_pos", position);
    content.addProperty("detail_level", 0);
    return kernel.ask("inspect_request", content).form("text/plain");
  }

  private static String isComplete(String cell) {
    return kernel.ask("is_complete_request", content("code", cell)).text("status");
  }
}
