package heapsh.live;

import heapsh.HeapException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes histograms of another JVM on this machine, over the attach mechanism. Thread-safe. */
final class PidSource implements HistogramSource, TargetState {
  private static final Pattern MAX_HEAP = Pattern.compile("-XX:MaxHeapSize=(\\d{1,18})\\b");

  private volatile JvmProcess process;
  private volatile Commands commands;
  private volatile Instant lastSeen = Instant.now();

  private PidSource(JvmProcess process, Commands commands) {
    this.process = process;
    this.commands = commands;
  }

  static PidSource attach(long pid) {
    Target target = Target.forLooks(pid);
    return new PidSource(JvmProcess.of(pid), Commands.to(target));
  }

  @Override
  public synchronized ClassHistogram take(boolean liveOnly) {
    checkAlive();
    Instant now = Instant.now();
    return commands
        .run(
            liveOnly ? "GC.class_histogram" : "GC.class_histogram -all",
            text -> HistogramText.parse("the histogram of " + process.name(), text, now, liveOnly))
        .histogram();
  }

  private void checkAlive() {
    if (!process.isAlive()) {
      throw new HeapException(
          process.isPidTaken()
              ? process.name() + " has ended, and another process has its pid now"
              : process.name() + " has ended; " + Target.knownJvms());
    }
    lastSeen = Instant.now();
  }

  @Override
  public boolean hasEnded() {
    return !process.isAlive();
  }

  @Override
  public synchronized boolean follow() {
    Optional<JvmProcess> next = process.successor(lastSeen);
    if (next.isEmpty()) {
      return false;
    }
    commands = Commands.to(Target.forLooks(next.get().pid()));
    process = next.get();
    return true;
  }

  @Override
  public OptionalLong pid() {
    return OptionalLong.of(process.pid());
  }

  @Override
  public OptionalLong startMillis() {
    return OptionalLong.of(process.started().toEpochMilli());
  }

  @Override
  public OptionalLong maxHeapBytes() {
    Matcher flag = MAX_HEAP.matcher(commands.run("VM.flags"));
    return flag.find() ? OptionalLong.of(Long.parseLong(flag.group(1))) : OptionalLong.empty();
  }

  @Override
  public String describe() {
    return process.name();
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
