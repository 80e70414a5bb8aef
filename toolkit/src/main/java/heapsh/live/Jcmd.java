package heapsh.live;

import heapsh.HeapException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Sends diagnostic commands to a JVM by the JDK's own {@code jcmd}.
 *
 * <p>The attach API's call for it is not exported, and the public way round starts a management
 * server inside the other JVM, whose objects would then stand in its dump. jcmd leaves nothing
 * there.
 */
final class Jcmd {
  private final long pid;

  Jcmd(long pid) {
    this.pid = pid;
  }

  /**
   * Runs one command and returns what it prints. When this thread is interrupted, jcmd ends; the
   * other JVM finishes what it began.
   *
   * @throws HeapException when jcmd is missing or fails, or the thread is interrupted
   */
  String run(String... command) {
    List<String> line = new ArrayList<>(List.of(executable().toString()));
    line.add("-J-Xmx64m");
    line.add("-J-XX:+UseSerialGC");
    line.add(Long.toString(pid));
    line.addAll(List.of(command));
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().remove("_JAVA_OPTIONS");
    try {
      return finish(builder.start(), command[0]);
    } catch (IOException e) {
      throw new HeapException("cannot run " + line.get(0) + ": " + e.getMessage(), e);
    }
  }

  private String finish(Process process, String command) {
    try {
      CompletableFuture<String> output =
          CompletableFuture.supplyAsync(() -> readAll(process.getInputStream()));
      int exit = process.waitFor();
      String text = output.join();
      if (exit != 0) {
        throw new HeapException(
            "process " + pid + " did not answer " + command + ": " + reason(text));
      }
      return text;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HeapException("stopped", e);
    } finally {
      process.destroy();
    }
  }

  private static Path executable() {
    Path bin = Path.of(System.getProperty("java.home"), "bin");
    for (String name : new String[] {"jcmd", "jcmd.exe"}) {
      if (Files.isExecutable(bin.resolve(name))) {
        return bin.resolve(name);
      }
    }
    throw new HeapException("no jcmd in " + bin + "; start the shell with a full JDK");
  }

  private static String readAll(InputStream in) {
    try (in) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Returns the line that says most: the first that is neither the echoed pid nor a stack frame.
   */
  static String reason(String output) {
    String best =
        output
            .lines()
            .map(String::strip)
            .filter(l -> !l.isEmpty() && !l.matches("\\d+:") && !l.startsWith("at "))
            .reduce((first, second) -> isFailure(first) ? first : second)
            .orElse("no reason given");
    return Target.printable(best);
  }

  private static boolean isFailure(String line) {
    return line.contains("Exception") || line.contains("rror");
  }
}
