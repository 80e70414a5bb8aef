package heapsh.live;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import heapsh.HeapException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds out whether a process can be attached to, before it is.
 *
 * <p>Attaching begins with a signal that ends a process which is no JVM, and waits ten seconds for
 * one that does not answer. So what {@code /proc} knows is asked first; where there is none,
 * attaching itself has to tell.
 */
final class Target {
  private static final int NAMED_JVMS = 3;
  private static final String ROOT = "root";

  private final long pid;
  private final Path proc;

  private Target(long pid) {
    this.pid = pid;
    this.proc = Path.of("/proc", Long.toString(pid));
  }

  /**
   * Checks that the process is a JVM which this user can attach to, and attaches once to be sure.
   *
   * @throws HeapException when there is no such process, it is another user's, in a container of
   *     its own, no JVM, or does not let itself be attached to; the message says what to do
   */
  static Target of(long pid) {
    Target target = forLooks(pid);
    target.checkNamespace();
    return target;
  }

  /**
   * Checks like {@link #of}, but takes a JVM in a container too: it answers commands, only files
   * that it writes are not where this one looks for them.
   *
   * @throws HeapException as {@link #of} does, but for containers
   */
  static Target forLooks(long pid) {
    Target target = new Target(pid);
    ProcessHandle process =
        ProcessHandle.of(pid).filter(ProcessHandle::isAlive).orElseThrow(target::noSuchProcess);
    target.checkUser(process);
    target.checkIsJvm();
    target.checkAttachEnabled();
    target.attachOnce();
    return target;
  }

  long pid() {
    return pid;
  }

  /** Returns the process id that the process has in its own namespace, that of its container. */
  long pidThere() {
    List<String> inside = namespacePids(proc);
    return inside.isEmpty() ? pid : Long.parseLong(inside.get(inside.size() - 1));
  }

  /** Returns the user that a process runs as, or null when that is unknown. */
  static String userOf(long pid) {
    return ProcessHandle.of(pid).flatMap(p -> p.info().user()).orElse(null);
  }

  private HeapException noSuchProcess() {
    return new HeapException("no process " + pid + "; " + knownJvms());
  }

  /** Says in one line which JVMs there are. */
  static String knownJvms() {
    List<LiveJvm> jvms = LiveJvm.list().stream().filter(jvm -> !isShell(jvm)).toList();
    if (jvms.isEmpty()) {
      return "no other JVM of this user runs here";
    }
    String names =
        jvms.stream()
            .limit(NAMED_JVMS)
            .map(jvm -> jvm.pid() + " " + printable(jvm.mainClass()))
            .collect(Collectors.joining(", "));
    return "JVMs here: " + names + (jvms.size() > NAMED_JVMS ? ", ..." : "") + "; see jvms()";
  }

  /** Tells whether this is one of the two JVMs of a jshell session. */
  private static boolean isShell(LiveJvm jvm) {
    return jvm.isSelf()
        || jvm.mainClass().startsWith("jdk.jshell.")
        || jvm.mainClass().startsWith("jdk.internal.jshell.");
  }

  private void checkUser(ProcessHandle process) {
    String owner = process.info().user().orElse(null);
    String me = System.getProperty("user.name");
    if (owner != null && !owner.equals(me) && !me.equals(ROOT)) {
      throw new HeapException(
          "process "
              + pid
              + " runs as "
              + printable(owner)
              + " and this shell as "
              + me
              + "; only the same user or root can attach: start the shell as "
              + printable(owner));
    }
  }

  private void checkNamespace() {
    List<String> inside = namespacePids(proc);
    if (inside.size() > namespacePids(Path.of("/proc/self")).size()) {
      String there = inside.get(inside.size() - 1);
      throw new HeapException(
          "process "
              + pid
              + " runs in a container, as "
              + there
              + " there; dump it inside"
              + " (jcmd "
              + there
              + " GC.heap_dump /tmp/x.hprof), then"
              + " open(\"/proc/"
              + pid
              + "/root/tmp/x.hprof\")");
    }
    if (!sameFileSystem()) {
      throw new HeapException(
          "process "
              + pid
              + " sees another file system (a container, or a service's private /tmp);"
              + " dump it to a file (jcmd "
              + pid
              + " GC.heap_dump /tmp/x.hprof), then"
              + " open(\"/proc/"
              + pid
              + "/root/tmp/x.hprof\")");
    }
  }

  private static List<String> namespacePids(Path proc) {
    return lines(proc.resolve("status"))
        .filter(line -> line.startsWith("NSpid:"))
        .flatMap(line -> Stream.of(line.substring("NSpid:".length()).trim().split("\\s+")))
        .toList();
  }

  private boolean sameFileSystem() {
    try {
      Path mine = Files.readSymbolicLink(Path.of("/proc/self/ns/mnt"));
      return mine.equals(Files.readSymbolicLink(proc.resolve("ns/mnt")));
    } catch (IOException e) {
      return true; // unknown: no /proc, or not ours to read
    }
  }

  private void checkIsJvm() {
    Path maps = proc.resolve("maps");
    if (Files.isReadable(maps) && lines(maps).noneMatch(line -> line.contains("libjvm."))) {
      throw new HeapException("process " + pid + " is no JVM; " + knownJvms());
    }
  }

  private void checkAttachEnabled() {
    String[] arguments = read(proc.resolve("cmdline")).split("\0");
    boolean disabled = false;
    for (String argument : arguments) {
      if (argument.endsWith("DisableAttachMechanism") && argument.startsWith("-XX:")) {
        disabled = argument.charAt("-XX:".length()) == '+';
      }
    }
    if (disabled) {
      throw new HeapException(
          "process "
              + pid
              + " was started with -XX:+DisableAttachMechanism; restart it without,"
              + " or with -XX:+HeapDumpOnOutOfMemoryError and open that dump");
    }
  }

  private void attachOnce() {
    try {
      VirtualMachine.attach(Long.toString(pid)).detach();
    } catch (AttachNotSupportedException | IOException e) {
      throw new HeapException(
          "process "
              + pid
              + " does not let itself be attached to ("
              + printable(firstLine(e))
              + "); is it stopped, started with -XX:+DisableAttachMechanism or another user's?",
          e);
    }
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  /** Returns the lines of a file of /proc; none when it cannot be read. */
  private static Stream<String> lines(Path file) {
    return read(file).lines();
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }

  /**
   * Returns the text with everything outside of printable ASCII replaced: it comes from another
   * process.
   */
  static String printable(String text) {
    return text.replaceAll("[^ -~]", "?");
  }
}
