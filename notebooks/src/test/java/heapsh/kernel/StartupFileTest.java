package heapsh.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartupFileTest {
  private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final Path FOR_JAVA_KERNELS = HOME.resolve("notebooks/startup-java.jsh");

  @Test
  void takesClassPathAndJavaOnly() {
    StartupFile startup = StartupFile.in(HOME);

    assertThat(startup.classPath()).containsExactly(HOME.resolve("toolkit/target/heapsh.jar"));
    assertThat(startup.java())
        .contains("import heapsh.*", "Heap open(String path)")
        .doesNotContain("/env", "/set", "destroy", "getContextClassLoader", "banner");
  }

  @Test
  void saysWhichFileIsMissing(@TempDir Path empty) {
    assertThatThrownBy(() -> StartupFile.in(empty))
        .isInstanceOf(CellException.class)
        .hasMessageStartingWith("cannot read " + empty.resolve("startup.jsh"));
  }

  /** With -Dheapsh.update=true the file is written anew. */
  @Test
  void theFileForJavaKernelsHasTheSameVerbs() throws IOException {
    String expected = StartupFile.in(HOME).forJavaKernels();
    if (Boolean.getBoolean("heapsh.update")) {
      Files.writeString(FOR_JAVA_KERNELS, expected);
    }
    assertThat(FOR_JAVA_KERNELS).hasContent(expected);
  }
}
