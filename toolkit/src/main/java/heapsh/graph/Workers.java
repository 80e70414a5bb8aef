package heapsh.graph;

import heapsh.HeapException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs work on the calling thread and one helper for each further processor, and stops all of them
 * when the caller is interrupted or fails. No thread outlives a call.
 *
 * <p>The caller takes part in the work, so an exception that a shell throws into it (Ctrl-C in
 * jshell) ends the helpers too.
 */
public final class Workers {
  private static final int MAX_THREADS = 8;
  private static final long REPORT_NANOS = 100_000_000L;

  /** How much work is under way in this JVM, and when some ended last. */
  private static final AtomicInteger AT_WORK = new AtomicInteger();

  private static volatile long lastEnd = System.nanoTime();

  private final AtomicBoolean stop = new AtomicBoolean();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final AtomicLong done = new AtomicLong();

  private Workers() {}

  /** Does one thread's share of work. */
  @FunctionalInterface
  public interface Share {
    /** Works on {@code from} up to {@code to}, exclusive. */
    void run(long from, long to);
  }

  /** Makes the share of one thread, with whatever that thread needs for itself. */
  @FunctionalInterface
  public interface ShareFactory {
    /** Returns a share for the calling thread. */
    Share make();
  }

  /** Checks whether the current thread was interrupted. */
  public static void checkInterrupt() {
    if (Thread.interrupted()) {
      throw new HeapException("stopped");
    }
  }

  /** Returns how many threads a call uses. */
  public static int threads() {
    return Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors());
  }

  /**
   * Runs {@code 0..total} in chunks on all threads. Each thread makes its own share; chunks are
   * taken in rising order.
   *
   * @param total how much there is
   * @param chunk how much one thread takes at a time; an interrupt is seen between chunks
   */
  public static void forRange(long total, long chunk, ShareFactory factory) {
    forRange(total, chunk, Progress.NONE, "", "", factory);
  }

  /** Runs {@code 0..total} in chunks on all threads, and reports how far they are. */
  public static void forRange(
      long total, long chunk, Progress progress, String phase, String unit, ShareFactory factory) {
    new Workers().run(total, chunk, progress, phase, unit, factory);
  }

  /**
   * Runs two things at once, the first on a thread of its own, which is interrupted when the second
   * fails.
   */
  public static void both(Runnable aside, Runnable own) {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread helper = new Thread(() -> runCaught(aside, failure), "heapsh-aside");
    helper.setDaemon(true);
    helper.start();
    boolean done = false;
    try {
      own.run();
      join(List.of(helper));
      done = true;
    } finally {
      if (!done) {
        helper.interrupt();
      }
      awaitEnd(List.of(helper));
    }
    rethrow(failure.get());
  }

  /** Returns for how long nothing has been done on several threads; 0 while something is. */
  static long idleNanos() {
    return AT_WORK.get() > 0 ? 0 : System.nanoTime() - lastEnd;
  }

  /** Notes that work begins that {@link #ended} will be called for. */
  static void began() {
    AT_WORK.incrementAndGet();
  }

  /** Notes that work has ended. */
  static void ended() {
    lastEnd = System.nanoTime();
    AT_WORK.decrementAndGet();
  }

  private static void runCaught(Runnable work, AtomicReference<Throwable> failure) {
    try {
      work.run();
    } catch (Throwable e) {
      failure.set(e);
    }
  }

  private void run(
      long total, long chunk, Progress progress, String phase, String unit, ShareFactory factory) {
    AtomicLong next = new AtomicLong();
    int count = (int) Math.max(1, Math.min(threads(), (total + chunk - 1) / chunk));
    List<Thread> helpers = new ArrayList<>();
    began();
    try {
      for (int i = 1; i < count; i++) {
        Thread helper = new Thread(() -> help(next, total, chunk, factory), "heapsh-worker-" + i);
        helper.setDaemon(true);
        helpers.add(helper);
        helper.start();
      }
      Share share = factory.make();
      long reported = System.nanoTime();
      while (takeChunk(next, total, chunk, share)) {
        checkInterrupt();
        if (System.nanoTime() - reported > REPORT_NANOS) {
          reported = System.nanoTime();
          progress.report(phase, done.get(), total, unit);
        }
      }
      join(helpers);
    } finally {
      stop.set(true);
      awaitEnd(helpers);
      ended();
    }
    rethrow(failure.get());
  }

  private void help(AtomicLong next, long total, long chunk, ShareFactory factory) {
    try {
      Share share = factory.make();
      boolean more = true;
      while (more) {
        more = takeChunk(next, total, chunk, share);
      }
    } catch (Throwable e) {
      failure.compareAndSet(null, e);
      stop.set(true);
    }
  }

  private boolean takeChunk(AtomicLong next, long total, long chunk, Share share) {
    if (stop.get()) {
      return false;
    }
    long from = next.getAndAdd(chunk);
    if (from >= total) {
      return false;
    }
    long to = Math.min(total, from + chunk);
    share.run(from, to);
    done.addAndGet(to - from);
    return true;
  }

  private static void join(List<Thread> helpers) {
    try {
      for (Thread helper : helpers) {
        helper.join();
      }
    } catch (InterruptedException e) {
      throw new HeapException("stopped");
    }
  }

  /**
   * Waits until no helper works any more: what they write to may be given to others next. An
   * interrupt does not end the wait, and is there still when it is over.
   */
  public static void awaitEnd(List<Thread> helpers) {
    boolean interrupted = false;
    for (Thread helper : helpers) {
      while (helper.isAlive()) {
        try {
          helper.join();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void rethrow(Throwable failure) {
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
  }
}
