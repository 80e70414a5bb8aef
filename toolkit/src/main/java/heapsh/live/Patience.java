package heapsh.live;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs calls that hear of no interrupt on a thread of their own, so that waiting can end. */
final class Patience {
  private Patience() {}

  /** Is a call that may fail. */
  @FunctionalInterface
  interface Call<T> {
    /** Returns the answer. */
    T run() throws IOException;
  }

  /** Is work that may fail. */
  @FunctionalInterface
  interface Work {
    /** Does it. */
    void run() throws IOException;
  }

  /** Says that the wait ended before the call did. */
  static final class StoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final boolean timeout;

    private StoppedException(boolean timeout) {
      super(null, null, false, false);
      this.timeout = timeout;
    }

    boolean isTimeout() {
      return timeout;
    }
  }

  /** Waits for the answer until this thread is interrupted. */
  static <T> T unlimited(Call<T> call) throws IOException {
    return limited(Duration.ofDays(10_000), call);
  }

  /**
   * Waits for the answer, but not longer than this.
   *
   * @throws StoppedException when the time is over or this thread is interrupted, whose mark is set
   *     again
   */
  static <T> T limited(Duration limit, Call<T> call) throws IOException {
    FutureTask<T> task = new FutureTask<>(call::run);
    start(task);
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoppedException(false);
    } catch (TimeoutException e) {
      throw new StoppedException(true);
    } catch (ExecutionException e) {
      Throwable failure = e.getCause();
      if (failure instanceof IOException io) {
        throw io;
      }
      if (failure instanceof RuntimeException runtime) {
        throw runtime;
      }
      if (failure instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(failure);
    } finally {
      task.cancel(true);
    }
  }

  /** Does work whose failure tells nothing new, such as closing what is lost; does not wait. */
  static void without(Work work) {
    start(
        () -> {
          try {
            work.run();
          } catch (IOException e) {
            // The other side is gone already, which is what closing is for.
          }
        });
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "heapsh-call");
    thread.setDaemon(true);
    thread.start();
  }
}
