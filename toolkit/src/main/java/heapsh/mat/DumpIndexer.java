package heapsh.mat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.eclipse.mat.SnapshotException;
import org.eclipse.mat.collect.IteratorLong;
import org.eclipse.mat.hprof.Pass1Parser;
import org.eclipse.mat.hprof.Pass2Parser;
import org.eclipse.mat.parser.IIndexBuilder;
import org.eclipse.mat.parser.IPreliminaryIndex;
import org.eclipse.mat.parser.index.IIndexReader.IOne2LongIndex;
import org.eclipse.mat.parser.index.IndexWriter;
import org.eclipse.mat.util.IProgressListener;
import org.eclipse.mat.util.SimpleMonitor;

/**
 * Runs MAT's two passes over a dump with a {@link DumpHandler} of ours, and writes the index of
 * positions that MAT's object reader expects. Does what MAT's own HprofIndexBuilder does, which
 * takes no other handler.
 */
final class DumpIndexer implements IIndexBuilder {
  private static final int[] SHARES = {500, 1500};
  private static final int UNIT = 1000;

  private final DumpHandler handler;
  private File dump;
  private String prefix;
  private IOne2LongIndex positions;
  private Exception failure;

  DumpIndexer(DumpHandler handler) {
    this.handler = handler;
  }

  /** Returns why reading the dump failed, or null when it did not. */
  Exception failure() {
    return failure;
  }

  @Override
  public void init(File file, String newPrefix) {
    dump = file;
    prefix = newPrefix;
  }

  @Override
  public void fill(IPreliminaryIndex index, IProgressListener listener)
      throws SnapshotException, IOException {
    try {
      read(index, listener);
    } catch (IProgressListener.OperationCanceledException e) {
      throw e;
    } catch (SnapshotException | IOException | RuntimeException e) {
      failure = e;
      throw e;
    }
  }

  private void read(IPreliminaryIndex index, IProgressListener listener)
      throws SnapshotException, IOException {
    SimpleMonitor monitor = new SimpleMonitor("reading the dump", listener, SHARES);
    listener.beginTask("reading the dump", SHARES[0] + SHARES[1]);
    handler.beforePass1(index.getSnapshotInfo());
    SimpleMonitor.Listener first = next(monitor, "reading classes");
    new Pass1Parser(handler, first).read(dump);
    end(first);
    handler.beforePass2(listener);
    SimpleMonitor.Listener second = next(monitor, "reading objects");
    new Pass2Parser(handler, second).read(dump);
    end(second);
    positions = handler.fillIn(index);
  }

  private SimpleMonitor.Listener next(SimpleMonitor monitor, String phase) {
    SimpleMonitor.Listener listener = (SimpleMonitor.Listener) monitor.nextMonitor();
    listener.beginTask(phase, (int) (dump.length() / UNIT));
    return listener;
  }

  private static void end(SimpleMonitor.Listener listener) {
    if (listener.isCanceled()) {
      throw new IProgressListener.OperationCanceledException();
    }
    listener.done();
  }

  /**
   * Writes the positions of the objects that are left.
   *
   * @param newIds the new number of each object, negative when it was unreachable
   */
  @Override
  public void clean(int[] newIds, IProgressListener listener) throws IOException {
    File file = new File(prefix + "o2hprof.index");
    new IndexWriter.LongIndexStreamer().writeTo(file, new Kept(positions, newIds)).close();
    cancel();
  }

  @Override
  public void cancel() {
    if (positions != null) {
      try {
        positions.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      positions.delete();
      positions = null;
    }
  }

  /** Gives the positions of the objects that are left. */
  private static final class Kept implements IteratorLong {
    private final IOne2LongIndex positions;
    private final int[] newIds;
    private int next = -1;

    Kept(IOne2LongIndex positions, int[] newIds) {
      this.positions = positions;
      this.newIds = newIds;
      advance();
    }

    private void advance() {
      next++;
      while (next < newIds.length && newIds[next] < 0) {
        next++;
      }
    }

    @Override
    public boolean hasNext() {
      return next < newIds.length;
    }

    @Override
    public long next() {
      long position = positions.get(next);
      advance();
      return position;
    }
  }
}
