package heapsh.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs setup.sh on machines that lack something, made of a PATH with nothing but what they have.
 */
class SetupTest {
  private static final List<String> TOOLS =
      List.of(
          "bash",
          "sed",
          "grep",
          "sort",
          "head",
          "tail",
          "cat",
          "dirname",
          "readlink",
          "mktemp",
          "rm",
          "mkdir",
          "cp");
  private static final String JDK_17 = "echo 'openjdk version \"17.0.15\" 2025-04-15' >&2";
  private static final String JUPYTER =
      "case \"$1 $2\" in"
          + " 'kernelspec --version') echo 7.4.9;;"
          + " 'kernelspec install') cp \"${@: -1}/kernel.json\" \"$HOME/installed.json\";;"
          + " 'kernelspec list') if [[ -f $HOME/installed.json ]]; then echo '  heapsh  /x'; fi;;"
          + " 'kernelspec remove') rm \"$HOME/installed.json\";;"
          + " esac";

  @TempDir Path machine;
  private Path bin;

  /** What a run of the script comes to. */
  private record Run(int status, String output) {}

  @BeforeEach
  void aMachineWithTheUsualTools() throws IOException {
    bin = Files.createDirectory(machine.resolve("bin"));
    for (String tool : TOOLS) {
      stub(tool, "exec /usr/bin/" + tool + " \"$@\"");
    }
    Path notebooks = Files.createDirectories(machine.resolve("heapsh/notebooks"));
    Files.copy(KernelProcess.HOME.resolve("notebooks/setup.sh"), notebooks.resolve("setup.sh"));
  }

  @Test
  void installsAndUninstalls() throws Exception {
    everythingIsHere();

    assertThat(setup("--heap", "3g").output()).startsWith("heapsh is a kernel of Jupyter now");
    JsonObject spec =
        JsonParser.parseString(Files.readString(machine.resolve("installed.json"), UTF_8))
            .getAsJsonObject();
    assertThat(spec.get("interrupt_mode").getAsString()).isEqualTo("message");
    assertThat(spec.getAsJsonObject("env").get("HEAPSH_HEAP").getAsString()).isEqualTo("3g");
    assertThat(spec.getAsJsonArray("argv").get(0).getAsString())
        .isEqualTo(machine.toRealPath().resolve("heapsh/notebooks/kernel").toString());

    assertThat(setup("uninstall").output()).isEqualTo("heapsh is no kernel of Jupyter any more\n");
    assertFails(setup("uninstall"), "heapsh is no kernel of the Jupyter here");
  }

  @Test
  void noJupyterAndNoRights() throws Exception {
    stub("java", JDK_17);

    assertFails(setup(), "no Jupyter here and no rights to install one; ask for");
  }

  @Test
  void anOldJupyter() throws Exception {
    everythingIsHere();
    stub("jupyter", "echo 4.4.0");

    assertFails(setup(), "the Jupyter here is too old: jupyter_client 4.4.0");
  }

  @Test
  void aJupyterThatDoesNotRunIsNone() throws Exception {
    everythingIsHere();
    stub("jupyter", "echo 'pyenv: jupyter: command not found' >&2; exit 127");

    assertFails(setup(), "no Jupyter here");
  }

  @Test
  void noJdk() throws Exception {
    assertFails(setup(), "no java; install a JDK");
  }

  @Test
  void anOldJdk() throws Exception {
    everythingIsHere();
    stub("java", "echo 'java version \"1.8.0_402\"' >&2");
    assertFails(setup(), "java is of JDK 8; the kernel needs 17 or newer");

    stub("java", "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");
    assertFails(setup(), "java is of JDK 11; the kernel needs 17 or newer");
  }

  @Test
  void aRuntimeWithoutJshell() throws Exception {
    everythingIsHere();
    stub("java", "[[ $1 == --describe-module ]] && exit 1; " + JDK_17);

    assertFails(setup(), "java is of a runtime without jdk.jshell");
  }

  @Test
  void notBuiltAndNoMaven() throws Exception {
    stub("java", JDK_17);
    stub("jupyter", JUPYTER);

    assertFails(setup(), "the kernel is not built, and there is no Maven to build it");
  }

  @Test
  void noRightToWriteTheKernel() throws Exception {
    everythingIsHere();
    stub(
        "jupyter",
        "[[ $2 == --version ]] && { echo 7.4.9; exit; };"
            + " printf 'Traceback\\nPermissionError: [Errno 13] denied\\n' >&2; exit 1");

    assertFails(
        setup(), "cannot install the kernel for this user: PermissionError: [Errno 13] denied");
  }

  @Test
  void argumentsThatMeanNothing() throws Exception {
    assertFails(setup("--heap", "much"), "--heap wants a size such as 8g or 900m, not 'much'");
    assertFails(setup("--heap"), "--heap wants a size such as 8g");
    assertFails(setup("remove"), "unknown argument 'remove'");
  }

  @Test
  void withoutRightsTheTestsAreLeftToSkip() throws Exception {
    Run run = setup("--test");

    assertThat(run.status()).isZero();
    assertThat(run.output()).contains("tests that need them are skipped");
  }

  private void everythingIsHere() throws IOException {
    stub("java", JDK_17);
    stub("jupyter", JUPYTER);
    for (String jar : List.of("toolkit/target/heapsh.jar", "notebooks/target/heapsh-kernel.jar")) {
      Path file = machine.resolve("heapsh").resolve(jar);
      Files.createDirectories(file.getParent());
      Files.createFile(file);
    }
  }

  private void stub(String command, String script) throws IOException {
    Path file = bin.resolve(command);
    Files.writeString(file, "#!/bin/bash\n" + script + "\n", UTF_8);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Run setup(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add("/usr/bin/bash");
    command.add(machine.resolve("heapsh/notebooks/setup.sh").toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().put("PATH", bin.toString());
    builder.environment().put("HOME", machine.toString());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Run(process.waitFor(), output);
  }

  private static void assertFails(Run run, String message) {
    assertThat(run.output()).startsWith("heapsh: " + message).hasLineCount(1);
    assertThat(run.status()).isEqualTo(1);
  }
}
