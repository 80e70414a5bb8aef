package heapsh.mat;

import heapsh.graph.Progress;
import org.eclipse.mat.hprof.Messages;
import org.eclipse.mat.util.IProgressListener;

/**
 * Passes MAT's progress on, and asks MAT to stop when the thread that waits for it is interrupted.
 * MAT asks from threads of its own, too.
 */
final class MatProgress implements IProgressListener {
  private static final long REPORT_NANOS = 100_000_000L;

  private final Progress progress;
  private final Thread waiting = Thread.currentThread();
  private String phase = "working";
  private long done;
  private long total;
  private long reported;
  private volatile boolean canceled;

  MatProgress(Progress progress) {
    this.progress = progress;
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
    report();
  }

  @Override
  public void worked(int units) {
    done += units;
    report();
  }

  private void report() {
    long now = System.nanoTime();
    if (Thread.currentThread() == waiting && now - reported > REPORT_NANOS) {
      reported = now;
      progress.report(phase, done, total, "steps");
    }
  }

  @Override
  public void done() {
    done = total;
  }

  @Override
  public boolean isCanceled() {
    return canceled || waiting.isInterrupted();
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
