package heapsh.mat;

import heapsh.HeapException;
import heapsh.graph.Progress;
import heapsh.graph.Workers;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.eclipse.mat.util.IProgressListener;

/**
 * Runs work of MAT's on a thread of its own while the asking thread waits, reports progress, and
 * can be interrupted: MAT takes an interrupt in the wrong place for a broken file, but stops when
 * its listener says so. The work has ended when a call returns, even by an exception that a shell
 * throws into the asking thread.
 */
final class MatRun {
  private static final long LOOK_MILLIS = 100;

  private MatRun() {}

  /** Does work that asks a listener whether to go on. */
  interface Work<T> {
    T run(IProgressListener listener) throws Exception;
  }

  /**
   * Returns what the work returns, or throws what it throws.
   *
   * @throws HeapException when the thread is interrupted
   */
  static <T> T run(Progress progress, Work<T> work) throws Throwable {
    MatProgress listener = new MatProgress();
    FutureTask<T> task = new FutureTask<>((Callable<T>) () -> work.run(listener));
    Thread thread = new Thread(task, "heapsh-mat");
    thread.setDaemon(true);
    thread.start();
    try {
      while (thread.isAlive()) {
        thread.join(LOOK_MILLIS);
        listener.report(progress);
      }
    } catch (InterruptedException e) {
      throw new HeapException("stopped");
    } finally {
      listener.setCanceled(true);
      Workers.awaitEnd(List.of(thread));
    }
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw e.getCause();
    }
  }
}
