package heapsh.mat;

import heapsh.graph.Progress;
import org.eclipse.mat.hprof.Messages;
import org.eclipse.mat.util.IProgressListener;

/**
 * Keeps what MAT says of its progress until it is asked for, and asks MAT to stop. MAT calls it
 * from threads of its own.
 */
final class MatProgress implements IProgressListener {
  private volatile String phase = "MAT";
  private volatile long done;
  private volatile long total;
  private volatile boolean canceled;

  /** Passes on how far MAT is. */
  void report(Progress progress) {
    long all = total;
    progress.report(phase, all == 0 ? done : Math.min(done, all), all, "steps");
  }

  @Override
  public void beginTask(String name, int units) {
    done = 0;
    total = Math.max(units, 0);
    phase = "MAT: " + name;
  }

  @Override
  public void beginTask(Messages name, int units) {
    beginTask(name.pattern, units);
  }

  @Override
  public void subTask(String name) {
    // Too fine to be shown.
  }

  @Override
  public synchronized void worked(int units) {
    done += units;
  }

  @Override
  public void done() {
    done = total;
  }

  @Override
  public boolean isCanceled() {
    return canceled;
  }

  @Override
  public void setCanceled(boolean value) {
    canceled = value;
  }

  @Override
  public void sendUserMessage(Severity severity, String message, Throwable failure) {
    // What MAT tells here is known from the catalog, or comes again as an exception.
  }
}
