package heapsh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells whether somebody watches the standard output. */
final class Terminal {
  /** Says {@code true} or {@code false} to overrule what is found out. */
  static final String PROPERTY = "heapsh.terminal";

  private Terminal() {}

  /**
   * Tells whether standard output ends on a terminal.
   *
   * <p>jshell runs snippets in a child JVM whose own output is a pipe to the jshell process, so the
   * parent's standard output is looked at as well. Where that cannot be known (no {@code /proc}),
   * the answer is no.
   */
  static boolean isPresent() {
    String said = System.getProperty(PROPERTY);
    if (said != null) {
      return Boolean.parseBoolean(said);
    }
    return isTerminal(ProcessHandle.current())
        || isRemoteVm() && ProcessHandle.current().parent().map(Terminal::isTerminal).orElse(false);
  }

  private static boolean isRemoteVm() {
    return System.getProperty("sun.java.command", "").startsWith("jdk.jshell.execution.Remote");
  }

  private static boolean isTerminal(ProcessHandle process) {
    try {
      Path out = Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "fd", "1"));
      return out.startsWith("/dev/pts") || out.toString().startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException | SecurityException e) {
      return false;
    }
  }
}
