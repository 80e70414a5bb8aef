package heapsh.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import heapsh.kernel.KernelProcess.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Starts and ends kernels, on this JDK and on the newest other one. */
class LifecycleAcceptanceTest {
  private static final Path THIS_JDK = Path.of(System.getProperty("java.home"));

  @Test
  void endsWhenItIsAskedToThoughACellRuns() throws Exception {
    try (KernelProcess kernel = KernelProcess.start()) {
      String cell = kernel.send("System.out.println(\"started\"); while (true) { }");
      kernel.collectUntil(new ArrayList<>(), cell, m -> m.type().equals("stream"));
      JsonObject content = new JsonObject();
      content.addProperty("restart", false);

      assertThat(kernel.askControl("shutdown_request", content).type()).isEqualTo("shutdown_reply");
      assertThat(kernel.awaitEnd(20)).isTrue();
    }
  }

  @Test
  void endsWhenTheProcessThatStartedItHasGone() throws Exception {
    Process jupyter = new ProcessBuilder("sleep", "600").start();
    Map<String, String> parent = Map.of("JPY_PARENT_PID", Long.toString(jupyter.pid()));
    try (KernelProcess kernel = new KernelProcess(THIS_JDK, parent)) {
      assertThat(kernel.run("1 + 1").text()).isEqualTo("2");
      jupyter.destroyForcibly();

      assertThat(kernel.awaitEnd(20)).isTrue();
    } finally {
      jupyter.destroyForcibly();
    }
  }

  @Test
  void takesItsHeapFromTheSetting() throws Exception {
    try (KernelProcess kernel = new KernelProcess(THIS_JDK, Map.of("HEAPSH_HEAP", "300m"))) {
      long max = Long.parseLong(kernel.run("Runtime.getRuntime().maxMemory() >> 20").text());

      assertThat(max).isBetween(250L, 300L);
    }
  }

  @Test
  void runsOnTheNewestJdk() throws Exception {
    Optional<Path> newest = newestOtherJdk();
    assumeTrue(newest.isPresent(), "no JDK newer than this one is installed");
    try (KernelProcess kernel = new KernelProcess(newest.get(), Map.of())) {
      assertThat(kernel.run("jvms()").text()).contains("heapsh.kernel.Main (this one)");
      assertThat(kernel.run("System.exit(1)").errorLines().get(0)).contains("cannot end");
      String cell = kernel.send("System.out.println(\"started\"); while (true) { }");
      kernel.collectUntil(new ArrayList<>(), cell, m -> m.type().equals("stream"));
      kernel.askControl("interrupt_request", new JsonObject());
      Answer answer = kernel.answer(cell);

      assertThat(answer.errorLines()).containsExactly("interrupted");
      assertThat(kernel.run("hp == null").text()).isEqualTo("true");
    }
  }

  private static Optional<Path> newestOtherJdk() throws IOException {
    try (Stream<Path> homes = Files.list(Path.of("/usr/lib/jvm"))) {
      return homes
          .filter(home -> Files.exists(home.resolve("bin/jshell")) && !Files.isSymbolicLink(home))
          .filter(home -> feature(home) > Runtime.version().feature())
          .max(Comparator.comparingInt(LifecycleAcceptanceTest::feature));
    } catch (java.nio.file.NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static int feature(Path home) {
    try {
      return Files.readAllLines(home.resolve("release")).stream()
          .filter(line -> line.startsWith("JAVA_VERSION="))
          .map(line -> line.replaceAll("[^0-9.]", "").split("\\.")[0])
          .mapToInt(Integer::parseInt)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
