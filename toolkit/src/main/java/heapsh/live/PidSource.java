package heapsh.live;

import heapsh.HeapException;
import java.time.Instant;

/** Takes histograms of another JVM on this machine, over the attach mechanism. Thread-safe. */
final class PidSource implements HistogramSource {
  private final long pid;
  private final String name;
  private final Instant started;
  private final Commands commands;

  private PidSource(long pid, String name, Instant started, Commands commands) {
    this.pid = pid;
    this.name = name;
    this.started = started;
    this.commands = commands;
  }

  static PidSource attach(long pid) {
    Target target = Target.forLooks(pid);
    String main =
        LiveJvm.list().stream()
            .filter(jvm -> jvm.pid() == pid)
            .map(jvm -> Target.printable(jvm.mainClass()))
            .findFirst()
            .orElse("");
    String name = "JVM " + pid + (main.isEmpty() ? "" : " (" + main + ")");
    return new PidSource(pid, name, startOf(pid), Commands.to(target));
  }

  /** Returns when a process was started, the beginning of time when that is unknown. */
  private static Instant startOf(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().startInstant())
        .orElse(Instant.EPOCH);
  }

  @Override
  public synchronized ClassHistogram take(boolean liveOnly) {
    checkAlive();
    Instant now = Instant.now();
    return commands
        .run(
            liveOnly ? "GC.class_histogram" : "GC.class_histogram -all",
            text -> HistogramText.parse("the histogram of " + name, text, now, liveOnly))
        .histogram();
  }

  private void checkAlive() {
    if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()) {
      throw new HeapException(name + " has ended; " + Target.knownJvms());
    }
    if (!startOf(pid).equals(started)) {
      throw new HeapException(name + " has ended, and another process has its pid now");
    }
  }

  @Override
  public String describe() {
    return name;
  }

  @Override
  public boolean causesCollection() {
    return true;
  }

  @Override
  public void close() {
    // Each look makes a connection of its own.
  }
}
