package heapsh.live;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs looks on daemon threads, so that a watch never keeps the shell alive. */
final class BackgroundTimer implements LookTimer {
  private final ScheduledExecutorService ticks =
      Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "heapsh-watch"));
  private final ExecutorService looks =
      Executors.newSingleThreadExecutor(work -> daemon(work, "heapsh-look"));
  private boolean started;

  private static Thread daemon(Runnable work, String name) {
    Thread thread = new Thread(work, name);
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public Instant now() {
    return Instant.now();
  }

  @Override
  public synchronized void start(Duration every, Runnable tick) {
    if (started) {
      throw new IllegalStateException("the timer was started before");
    }
    started = true;
    ticks.scheduleAtFixedRate(tick, 0, every.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void run(Runnable look) {
    try {
      looks.execute(look);
    } catch (RejectedExecutionException e) {
      // stopped between the tick and its look: nobody waits for it
    }
  }

  @Override
  public void stop() {
    ticks.shutdownNow();
    looks.shutdownNow();
  }
}
