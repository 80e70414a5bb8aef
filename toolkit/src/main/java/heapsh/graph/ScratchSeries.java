package heapsh.graph;

import java.io.Closeable;
import java.nio.file.Path;

/**
 * Lets graphs that are open one after another share one scratch file: what one took is at hand for
 * the next, at no cost. Whoever opens them sees to it that nobody asks a closed graph. Belongs to
 * one thread.
 */
public final class ScratchSeries implements Closeable {
  private Scratch last;

  /** Returns the scratch file of the next graph: that of the one before, if it is closed. */
  Scratch next(Path directory) {
    if (last != null && last.isClosed()) {
      last = last.next();
    } else {
      close();
      last = Scratch.in(directory);
    }
    last.keepFile();
    return last;
  }

  /** Closes the file, or lets the graph that is still open do so when it is closed. */
  @Override
  public void close() {
    if (last != null) {
      last.endWithFile();
    }
  }
}
