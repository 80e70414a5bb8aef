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
  private boolean cellInterrupted;

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

  /** Forgets an interrupt that came between two cells. */
  synchronized void beginCell() {
    cellInterrupted = false;
  }

  /**
   * Runs the body here and waits for it.
   *
   * @return what it returns
   * @throws CellInterruptedException when {@link #interruptCell} was called since the cell began
   * @throws Throwable what the body throws
   */
  Object run(Callable<?> body) throws Throwable {
    Task task = new Task(body);
    begin(task);
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

  /** From here on an interrupt is for this task, though the thread may not have taken it yet. */
  private synchronized void begin(Task task) {
    if (cellInterrupted) {
      throw new CellInterruptedException(false);
    }
    running = task;
  }

  /** Interrupts what runs, or what the cell would run next. */
  synchronized void interruptCell() {
    cellInterrupted = true;
    Task task = running;
    if (task != null) {
      task.interrupted = true;
      interrupt();
      task.result.orTimeout(GRACE_SECONDS, TimeUnit.SECONDS);
    }
  }

  /** Tells whether what runs here was interrupted, even when it has caught that. */
  boolean isCellInterrupted() {
    Task task = running;
    return task != null && task.interrupted;
  }

  @Override
  public void run() {
    while (true) {
      Task task = nextTask();
      task.run();
      end(task);
    }
  }

  /** Returns the next task, with the thread interrupted if that task was and in no other case. */
  private Task nextTask() {
    while (true) {
      try {
        Task task = tasks.take();
        synchronized (this) {
          interrupted();
          if (task.interrupted) {
            interrupt();
          }
        }
        return task;
      } catch (InterruptedException e) {
        // The task that comes now was interrupted, and knows it.
      }
    }
  }

  /** The next task may have begun already: who waited for this one has its result. */
  private synchronized void end(Task task) {
    if (running == task) {
      running = null;
    }
    interrupted();
  }
}
