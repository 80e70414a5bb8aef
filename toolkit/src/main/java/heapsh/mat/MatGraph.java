package heapsh.mat;

import heapsh.HeapException;
import heapsh.graph.DominatorTree;
import heapsh.graph.GcRoots;
import heapsh.graph.GraphInfo;
import heapsh.graph.HeapClass;
import heapsh.graph.HeapGraph;
import heapsh.graph.IntColumn;
import heapsh.graph.ObjectLayout;
import heapsh.graph.ObjectReader;
import heapsh.graph.PathTree;
import heapsh.graph.Progress;
import heapsh.graph.ReferenceCursor;
import heapsh.graph.Scratch;
import heapsh.graph.Strength;
import heapsh.graph.Workers;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Supplier;
import org.roaringbitmap.RoaringBitmap;

/** MAT's graph behind the seam; what MAT has not is derived when it is first asked for. */
final class MatGraph implements HeapGraph {
  private static final int CHECK_EVERY = 1 << 14;

  private final MatSnapshot snapshot;
  private final MatObjects objects;
  private final HeapClass[] classes;
  private final int[] classNumbers;
  private final int[] represented;
  private final long[] sizes;
  private final GcRoots roots;
  private final Scratch scratch;
  private GraphInfo info;
  private final Progress progress;
  private final Runnable afterClose;
  private final ReferenceSource source;
  private MatRows outgoing;
  private MatRows incoming;
  private PathTree strongPaths;
  private MatDominators dominators;
  private volatile boolean closed;

  /**
   * Holds what opening found of every object.
   *
   * @param classNumbers the number of each object's class
   * @param represented the class that each object stands for, or -1
   * @param sizes shallow bytes of each object
   */
  record Columns(int[] classNumbers, int[] represented, long[] sizes) {}

  MatGraph(
      MatSnapshot snapshot,
      MatObjects objects,
      HeapClass[] classes,
      Columns columns,
      GcRoots roots,
      Scratch scratch,
      GraphInfo info,
      Progress progress,
      Runnable afterClose) {
    this.snapshot = snapshot;
    this.objects = objects;
    this.classes = classes;
    this.classNumbers = columns.classNumbers();
    this.represented = columns.represented();
    this.sizes = columns.sizes();
    this.roots = roots;
    this.scratch = scratch;
    this.info = info;
    this.progress = progress;
    this.afterClose = afterClose;
    source = new ReferenceSource(snapshot, objects, classes, classNumbers);
  }

  /** Gives MAT's own view, for tests that compare. */
  MatSnapshot snapshot() {
    return snapshot;
  }

  /** Gives the mapping to MAT's ids, for tests that compare. */
  MatObjects objects() {
    return objects;
  }

  /**
   * Computes every size by this layout, which is chosen when the graph can be read already. Called
   * once, before anyone else has the graph.
   *
   * @param start when opening began, in nanoseconds
   */
  void settle(ObjectLayout layout, long start) {
    ObjectReader reader = reader();
    for (int index = 0; index < sizes.length; index++) {
      if ((index & CHECK_EVERY - 1) == 0) {
        Workers.checkInterrupt();
        progress.report("sizing objects", index, sizes.length, "objects");
      }
      sizes[index] = layout.bytesOf(this, reader, index);
    }
    info = info.with(layout, Duration.ofNanos(System.nanoTime() - start));
  }

  @Override
  public int objectCount() {
    return objects.count();
  }

  @Override
  public int classCount() {
    return classes.length;
  }

  @Override
  public HeapClass heapClass(int number) {
    return classes[number];
  }

  @Override
  public int classNumber(int index) {
    return classNumbers[index];
  }

  @Override
  public int representedClass(int index) {
    return represented[index];
  }

  @Override
  public long shallowBytes(int index) {
    return sizes[index];
  }

  @Override
  public long idOf(int index) {
    return objects.address(index);
  }

  @Override
  public int indexOf(long id) {
    return objects.indexOf(id);
  }

  @Override
  public ReferenceCursor outgoing() {
    return outgoingRows().cursor();
  }

  private synchronized MatRows outgoingRows() {
    checkOpen();
    if (outgoing == null) {
      long most = Math.max(1, info.fileBytes() / info.idBytes());
      outgoing = phase(() -> MatRows.outgoing(objectCount(), most, source, scratch, progress));
    }
    return outgoing;
  }

  @Override
  public synchronized ReferenceCursor incoming() {
    MatRows rows = outgoingRows();
    if (incoming == null) {
      incoming = rows.incoming(scratch);
    }
    return incoming.cursor();
  }

  @Override
  public GcRoots roots() {
    return roots;
  }

  @Override
  public RoaringBitmap reachable() {
    checkOpen();
    RoaringBitmap all = new RoaringBitmap();
    all.add(0L, objectCount());
    return all;
  }

  @Override
  public boolean isReachable(int index) {
    return true;
  }

  @Override
  public synchronized PathTree strongPaths() {
    checkOpen();
    if (strongPaths == null) {
      strongPaths = paths(Set.of(Strength.STRONG), null, new RoaringBitmap());
    }
    return strongPaths;
  }

  @Override
  public PathTree paths(Set<Strength> strengths, RoaringBitmap from, RoaringBitmap avoiding) {
    checkOpen();
    return phase(() -> MatPaths.search(this, strengths, from, avoiding));
  }

  @Override
  public synchronized DominatorTree dominators() {
    checkOpen();
    if (dominators == null) {
      dominators = phase(() -> MatDominators.of(snapshot, objects, sizes));
    }
    return dominators;
  }

  @Override
  public RoaringBitmap retained(RoaringBitmap set) {
    checkOpen();
    if (set.isEmpty()) {
      return new RoaringBitmap();
    }
    int[] ids = set.toArray();
    Arrays.setAll(ids, k -> objects.id(ids[k]));
    RoaringBitmap retained = new RoaringBitmap();
    for (int id : snapshot.retained(ids)) {
      int index = objects.indexOfId(id);
      if (index >= 0) {
        retained.add(index);
      }
    }
    return retained;
  }

  @Override
  public ObjectReader reader() {
    checkOpen();
    return new MatReader(this, snapshot, objects);
  }

  @Override
  public IntColumn newColumn(long length) {
    checkOpen();
    return scratch.zeroInts(length);
  }

  @Override
  public GraphInfo info() {
    return info;
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      snapshot.close();
      scratch.close();
      afterClose.run();
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new HeapException("this heap is closed; open it again");
    }
  }

  private <T> T phase(Supplier<T> work) {
    try {
      return work.get();
    } finally {
      progress.report(null, 0, 0, "");
    }
  }
}
