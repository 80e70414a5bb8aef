package heapsh.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import heapsh.kernel.Statements.Statement;
import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class StatementsTest {
  @AutoClose private static final JShell SHELL = JShell.builder().executionEngine("local").build();
  private final Statements statements = new Statements(SHELL.sourceCodeAnalysis());

  @Test
  void linesWithoutSemicolonsAreStatements() {
    assertThat(sources("import java.io.*\nopen(\"a\")\nhp.heap()"))
        .containsExactly("import java.io.*;", "open(\"a\")", "hp.heap()");
  }

  @Test
  void aLineMayHoldSeveral() {
    assertThat(sources("int a = 1; a++; a")).containsExactly("int a = 1;", "a++;", "a");
  }

  @Test
  void aStatementGoesOnWhereTheNextLineCanOnlyContinueIt() {
    assertThat(sources("hp.heap()\n  .get(0)\n  .byVia()")).hasSize(1);
    assertThat(sources("a\n    + b\n    && c")).hasSize(1);
    assertThat(sources("if (a) {\n}\nelse {\n}\nb")).hasSize(2);
    assertThat(sources("try {\n}\ncatch (Exception e) {\n}\nfinally {\n}")).hasSize(1);
    assertThat(sources("f(1,\n  2)\ng()")).hasSize(2);
    assertThat(sources("a\n++b\n--c")).hasSize(3);
  }

  @Test
  void commentsAndBlankLinesAreNothing() {
    assertThat(sources("// one\n\n/* two */\na // three\n// four\nb\n// five")).hasSize(2);
    assertThat(sources("  \n")).isEmpty();
    assertThat(sources("")).isEmpty();
  }

  @Test
  void textBlocksAndClassesAreWhole() {
    assertThat(sources("var t = \"\"\"\n  %jars\n  a\n  \"\"\"\nt")).hasSize(2);
    assertThat(sources("class A {\n  int x;\n\n  int f() {\n    return x;\n  }\n}\nnew A()"))
        .hasSize(2);
  }

  @Test
  void linesThatBeginWithAPercentSignAreMagic() {
    List<Statement> found = statements.of("%jars a.jar\nx\n%jars b.jar\ny");

    assertThat(found).extracting(Statement::isMagic).containsExactly(true, false, true, false);
    assertThat(found.get(0).source()).isEqualTo("%jars a.jar");
  }

  @Test
  void whatIsNotFinishedIsTheLast() {
    List<Statement> found = statements.of("a\nfor (;;) {\n  b();");

    assertThat(found).hasSize(2);
    assertThat(found.get(1).completeness()).isEqualTo(Completeness.DEFINITELY_INCOMPLETE);
    assertThat(found.get(1).start()).isEqualTo(2);
  }

  private List<String> sources(String cell) {
    return statements.of(cell).stream().map(Statement::source).map(String::strip).toList();
  }
}
