package heapsh.kernel;

import io.github.spencerpark.jupyter.kernel.KernelConnectionProperties;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs the kernel until Jupyter shuts it down or goes away. Its argument is the connection file
 * that Jupyter writes; the property {@code heapsh.home} is the directory with {@code startup.jsh}.
 */
public final class Main {
  private static final String HOME = "heapsh.home";
  private static final String PARENT = "JPY_PARENT_PID";
  private static final long LAST_SECONDS = 10;

  private Main() {}

  /** Starts the kernel and returns when it is to end. */
  public static void main(String[] args) throws Exception {
    if (args.length != 1) {
      System.err.println("heapsh: Jupyter starts this kernel; notebooks/setup.sh installs it");
      System.exit(2);
    }
    for (String noisy : new String[] {"Jupyter", ""}) {
      Logger.getLogger(noisy).setLevel(Level.SEVERE);
    }
    endWithJupyter();
    HeapshKernel kernel =
        new HeapshKernel(Session.starting(Path.of(System.getProperty(HOME, "")).toAbsolutePath()));
    Connection connection = new Connection(connectionOf(Path.of(args[0])));
    kernel.becomeHandlerForConnection(connection);
    endWhenAChannelFails();
    connection.connect();
    kernel.awaitShutdown();
    end();
  }

  private static KernelConnectionProperties connectionOf(Path file) throws IOException {
    return KernelConnectionProperties.parse(Files.readString(file, StandardCharsets.UTF_8));
  }

  /** Ends this JVM, with its shutdown hooks if they do not take too long. */
  private static void end() {
    Thread last =
        new Thread(
            () -> {
              try {
                TimeUnit.SECONDS.sleep(LAST_SECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              Runtime.getRuntime().halt(1);
            },
            "heapsh-last");
    last.setDaemon(true);
    last.start();
    System.exit(0);
  }

  /** Ends this JVM when the process that started it has ended without a word. */
  private static void endWithJupyter() {
    String parent = System.getenv(PARENT);
    if (parent == null || !parent.matches("\\d+")) {
      return;
    }
    ProcessHandle.of(Long.parseLong(parent))
        .ifPresent(jupyter -> jupyter.onExit().thenRun(Main::end));
  }

  /** A channel whose thread dies of a defect would leave a deaf process: Jupyter starts another. */
  private static void endWhenAChannelFails() {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> {
          Console.original().println("heapsh: " + thread.getName() + " failed");
          failure.printStackTrace(Console.original());
          if (thread instanceof io.github.spencerpark.jupyter.channels.Loop) {
            end();
          }
        });
  }
}
