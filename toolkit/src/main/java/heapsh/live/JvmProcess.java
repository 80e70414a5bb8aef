package heapsh.live;

import com.sun.tools.attach.VirtualMachine;
import com.sun.tools.attach.VirtualMachineDescriptor;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Tells one run of a program from all others: a pid alone may be another process tomorrow.
 *
 * @param pid the process id
 * @param started when it was started, the beginning of time when that is unknown
 * @param user who it runs as, empty when that is unknown
 * @param commandLine its main class and arguments, which may hold secrets; empty when unknown
 */
record JvmProcess(long pid, Instant started, String user, String commandLine) {
  /** Times of start are counted from that of the system, which is known to the second. */
  private static final Duration CLOCK_ERROR = Duration.ofSeconds(2);

  /** Looks up a process that runs now. */
  static JvmProcess of(long pid) {
    String commandLine =
        VirtualMachine.list().stream()
            .filter(found -> found.id().equals(Long.toString(pid)))
            .map(VirtualMachineDescriptor::displayName)
            .findFirst()
            .orElse("");
    String user = Target.userOf(pid);
    return new JvmProcess(pid, startOf(pid), user == null ? "" : user, commandLine);
  }

  private static Instant startOf(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().startInstant())
        .orElse(Instant.EPOCH);
  }

  boolean isAlive() {
    return runs(pid) && startOf(pid).equals(started);
  }

  /** Tells whether another process has the pid now. */
  boolean isPidTaken() {
    return runs(pid) && !startOf(pid).equals(started);
  }

  private static boolean runs(long pid) {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
  }

  /**
   * Finds the process of the same user and command line that was started since this one was last
   * seen, if there is exactly one: which of several took its place cannot be told.
   */
  Optional<JvmProcess> successor(Instant lastSeen) {
    if (commandLine.isEmpty()) {
      return Optional.empty();
    }
    Instant earliest = lastSeen.minus(CLOCK_ERROR);
    List<JvmProcess> later =
        VirtualMachine.list().stream()
            .filter(found -> found.displayName().equals(commandLine))
            .map(found -> of(Long.parseLong(found.id())))
            .filter(found -> found.started.isAfter(earliest) && !found.started.equals(started))
            .filter(found -> found.user.equals(user) && found.isAlive())
            .toList();
    return later.size() == 1 ? Optional.of(later.get(0)) : Optional.empty();
  }

  /** Returns what a reader calls it: {@code JVM 1234 (com.acme.Main)}; printable. */
  String name() {
    String main = Target.printable(LiveJvm.mainClass(commandLine));
    return "JVM " + pid + (main.isEmpty() ? "" : " (" + main + ")");
  }
}
