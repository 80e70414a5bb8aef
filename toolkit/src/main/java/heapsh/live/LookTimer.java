package heapsh.live;

import java.time.Duration;
import java.time.Instant;

/** Tells the time to a watch and runs its looks. A test runs them by hand. */
public interface LookTimer {
  /** Returns the time. */
  Instant now();

  /**
   * Calls {@code tick} at once and then again and again, until {@link #stop}; ticks are short.
   *
   * @throws IllegalStateException when it was started before
   */
  void start(Duration every, Runnable tick);

  /** Runs a look, which may be slow, while ticks go on. One at a time. */
  void run(Runnable look);

  /** Ends ticks for good, and interrupts a look that runs. Later calls do nothing. */
  void stop();

  /** Returns a timer with two daemon threads: one for ticks, one for looks. */
  static LookTimer inBackground() {
    return new BackgroundTimer();
  }
}
