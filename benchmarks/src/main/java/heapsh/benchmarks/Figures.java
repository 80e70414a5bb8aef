package heapsh.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Reports what a process measured of itself, one line {@code @ name value} on standard output per
 * figure, where {@code benchmarks/run} picks them up.
 *
 * <p>Memory is read from {@code /proc/self/status}; elsewhere than on Linux those lines are missing
 * and the script shows a dash.
 */
final class Figures {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final long SAMPLE_NANOS = 50_000_000;

  private final AtomicLong peakAnonymousKib = new AtomicLong();

  private Figures() {}

  /**
   * Starts to watch this process's anonymous memory, which is what is not a view of a file. The
   * kernel keeps no peak of it, so a background thread looks twenty times a second.
   */
  static Figures watch() {
    Figures figures = new Figures();
    Thread thread = new Thread(figures::sampleForever, "memory watch");
    thread.setDaemon(true);
    thread.start();
    return figures;
  }

  /** Prints one figure. */
  static void print(String name, long value) {
    System.out.println("@ " + name + " " + value);
  }

  /** Prints the peaks of resident memory and of anonymous resident memory, in KiB. */
  void printMemory() {
    sample();
    long resident = statusKib("VmHWM:");
    if (resident >= 0) {
      print("resident_kib", resident);
      print("anonymous_kib", peakAnonymousKib.get());
    }
  }

  private void sampleForever() {
    while (true) {
      sample();
      LockSupport.parkNanos(SAMPLE_NANOS);
    }
  }

  private void sample() {
    peakAnonymousKib.accumulateAndGet(statusKib("RssAnon:"), Math::max);
  }

  /** Reads one line of the kernel's status file, or returns -1 where there is none. */
  private static long statusKib(String name) {
    if (!Files.isReadable(STATUS)) {
      return -1;
    }
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith(name)) {
          return Long.parseLong(line.substring(name.length()).replace("kB", "").trim());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + STATUS, e);
    }
    return -1;
  }
}
