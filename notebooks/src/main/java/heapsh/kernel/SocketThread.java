package heapsh.kernel;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Uses sockets on behalf of threads that may be interrupted: an interrupted thread that writes to a
 * socket of JeroMQ closes a channel inside it, and nothing leaves the kernel any more.
 */
final class SocketThread {
  private final ScheduledExecutorService executor;

  SocketThread(String name) {
    executor =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, name);
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Does the work again and again. */
  void every(long millis, Runnable work) {
    executor.scheduleWithFixedDelay(work, millis, millis, TimeUnit.MILLISECONDS);
  }

  /** Does the work and waits for it, interrupted or not; an interrupt stays for later. */
  void run(Runnable work) {
    CompletableFuture.runAsync(work, executor).join();
  }

  /** Begins the work; waiting for it can be interrupted, the work cannot. */
  <T> CompletableFuture<T> begin(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, executor);
  }
}
