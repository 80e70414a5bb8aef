package heapsh.kernel;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/**
 * Runs what cells say, one thing after the other, on one thread, so that a ThreadLocal lives from
 * cell to cell. What runs can be interrupted; when it does not heed that it is left behind, and
 * this thread can run nothing more.
 */
final class CellThread extends Thread {
  private static final long GRACE_SECONDS = 5;

  private final SynchronousQueue<Task> tasks = new SynchronousQueue<>();
  private volatile Task running;

  CellThread(ClassLoader loader) {
    super("cells");
    setContextClassLoader(loader);
    setDaemon(true);
  }

  /** Something to run, and what becomes of it. */
  private static final class Task {
    final Callable<?> body;
    final CompletableFuture<Object> result = new CompletableFuture<>();
    volatile boolean interrupted;
    volatile boolean ended;

    Task(Callable<?> body) {
      this.body = body;
    }

    void run() {
      Object value = null;
      Throwable thrown = null;
      try {
        value = body.call();
      } catch (Throwable e) { // Whatever a cell throws, errors too, this thread goes on.
        thrown = e;
      }
      ended = true;
      if (thrown == null) {
        result.complete(value);
      } else {
        result.completeExceptionally(thrown);
      }
    }
  }

  /**
   * Runs the body here and waits for it.
   *
   * @return what it returns
   * @throws CellInterruptedException when {@link #interruptCell} was called meanwhile
   * @throws Throwable what the body throws
   */
  Object run(Callable<?> body) throws Throwable {
    Task task = new Task(body);
    tasks.put(task);
    try {
      Object value = task.result.get();
      if (!task.interrupted) {
        return value;
      }
    } catch (ExecutionException e) {
      if (!task.interrupted) {
        throw e.getCause();
      }
    }
    throw new CellInterruptedException(!task.ended);
  }

  /** Interrupts what runs, if anything does. */
  synchronized void interruptCell() {
    if (running != null) {
      running.interrupted = true;
      interrupt();
      running.result.orTimeout(GRACE_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** Tells whether what runs here was interrupted, even when it has caught that. */
  boolean isCellInterrupted() {
    Task task = running;
    return task != null && task.interrupted;
  }

  @Override
  public void run() {
    try {
      while (true) {
        Task task = tasks.take();
        set(task);
        task.run();
        set(null);
      }
    } catch (InterruptedException e) {
      // Only what runs is interrupted, and nothing runs: somebody wants this thread to end.
    }
  }

  private synchronized void set(Task task) {
    running = task;
    interrupted(); // An interrupt was for the task before.
  }
}
