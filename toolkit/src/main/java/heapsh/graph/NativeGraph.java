package heapsh.graph;

import heapsh.HeapException;
import heapsh.hprof.DumpFile;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.roaringbitmap.RoaringBitmap;

/**
 * The native engine's graph: columns, and the phases that queries need, each computed when it is
 * first needed.
 */
final class NativeGraph implements HeapGraph {
  private final DumpFile file;
  private final Scratch scratch;
  private final IdIndex ids;
  private final HeapClass[] classes;
  private final ObjectColumns columns;
  private final GcRoots roots;
  private final Progress progress;
  private final int idBytes;
  private final boolean dataless;
  private final ClassFacts facts;
  private final int classOfClasses;
  private final it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap represented =
      new it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap();
  private final Lazy<Reachability> reachability = new Lazy<>(this::findReachable);
  private final Lazy<IntColumn> places = new Lazy<>(this::findPlaces);
  private final Lazy<PathTree> strongPaths = new Lazy<>(this::findStrongPaths);
  private final Lazy<IncomingRows> incoming = new Lazy<>(this::findIncoming);
  private final Lazy<Dominators> dominators = new Lazy<>(this::findDominators);
  private final Map<Set<Strength>, Lazy<DominatorTree>> otherDominators = new ConcurrentHashMap<>();
  private volatile boolean closed;
  private volatile GraphInfo info;

  NativeGraph(
      DumpFile file,
      Scratch scratch,
      IdIndex ids,
      HeapClass[] classes,
      int classOfClasses,
      ObjectColumns columns,
      GcRoots roots,
      int idBytes,
      boolean dataless,
      GraphInfo info,
      Progress progress) {
    this.file = file;
    this.scratch = scratch;
    this.ids = ids;
    this.classes = classes;
    this.classOfClasses = classOfClasses;
    this.columns = columns;
    this.roots = roots;
    this.idBytes = idBytes;
    this.dataless = dataless;
    this.info = info;
    this.progress = progress;
    facts = new ClassFacts(classes, columns.classes(), roots, ids.size());
    represented.defaultReturnValue(-1);
    for (HeapClass type : classes) {
      if (type.objectIndex() >= 0) {
        represented.putIfAbsent(type.objectIndex(), type.number());
      }
    }
  }

  /**
   * Computes every size by this layout, which is chosen when the graph can be read already. Called
   * once, before anyone else has the graph.
   *
   * @param start when opening began, in nanoseconds
   */
  void settle(ObjectLayout layout, long start) {
    columns.sizes().settle(layout, classes, columns.classes(), ids.size());
    info = info.with(layout, Duration.ofNanos(System.nanoTime() - start));
  }

  @Override
  public int objectCount() {
    return ids.size();
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
    return columns.classes().get(index);
  }

  @Override
  public int representedClass(int index) {
    return classNumber(index) == classOfClasses ? represented.get(index) : -1;
  }

  @Override
  public long shallowBytes(int index) {
    return columns.sizes().get(index);
  }

  @Override
  public long idOf(int index) {
    if (index < 0 || index >= ids.size()) {
      throw new IndexOutOfBoundsException("index=" + index + " objects=" + ids.size());
    }
    return ids.idOf(index);
  }

  @Override
  public int indexOf(long id) {
    return ids.indexOf(id);
  }

  /** Returns where the object's record begins in the dump. */
  long position(int index) {
    return columns.positions().get(index);
  }

  @Override
  public ReferenceCursor outgoing() {
    checkOpen();
    return columns.rows().cursor();
  }

  @Override
  public ReferenceCursor incoming() {
    checkOpen();
    return incoming.get().cursor();
  }

  @Override
  public GcRoots roots() {
    return roots;
  }

  @Override
  public RoaringBitmap reachable() {
    checkOpen();
    return reachability.get().bitmap().clone();
  }

  @Override
  public boolean isReachable(int index) {
    return reachability.get().isReachable(index);
  }

  @Override
  public PathTree strongPaths() {
    checkOpen();
    return strongPaths.get();
  }

  @Override
  public PathTree paths(Set<Strength> strengths, RoaringBitmap from, RoaringBitmap avoiding) {
    checkOpen();
    return phase(() -> search(strengths, from, avoiding));
  }

  private PathTree search(Set<Strength> strengths, RoaringBitmap from, RoaringBitmap avoiding) {
    int n = ids.size();
    IntColumn order = scratch.ints(n + 1L);
    IntColumn holders = scratch.ints(n + 1L);
    Bits avoided = Bits.of(avoiding, n);
    Bits visited = avoided.copy();
    BreadthFirst search =
        new BreadthFirst(columns, facts, strengths, order, holders, visited, progress);
    if (from == null) {
      roots.all().forEach(root -> search.startAtRoot(root.index()));
    } else {
      search.startAt(from);
    }
    int size = Math.toIntExact(search.run(0));
    visited.removeAll(avoided);
    IntColumn places = SearchTree.inverse(order, size, scratch);
    return new SearchTree(order, holders, places, visited, size).releasedWhenUnused(scratch);
  }

  @Override
  public DominatorTree dominators() {
    checkOpen();
    return dominators.get();
  }

  @Override
  public DominatorTree dominators(Set<Strength> strengths) {
    if (strengths.equals(EnumSet.of(Strength.STRONG))) {
      return dominators();
    }
    checkOpen();
    return otherDominators
        .computeIfAbsent(
            EnumSet.copyOf(strengths), key -> new Lazy<>(() -> findDominators(EnumSet.copyOf(key))))
        .get();
  }

  @Override
  public RoaringBitmap retained(RoaringBitmap objects) {
    checkOpen();
    return phase(() -> searchRetained(objects));
  }

  private RoaringBitmap searchRetained(RoaringBitmap objects) {
    Reachability reach = reachability.get();
    int n = ids.size();
    Bits kept = Bits.of(objects, n);
    IntColumn order = scratch.ints(n + 1L);
    BreadthFirst search =
        new BreadthFirst(columns, facts, Set.of(Strength.STRONG), order, null, kept, progress);
    roots.all().forEach(root -> search.startAtRoot(root.index()));
    for (int entry : reach.weakEntries()) {
      search.startAtRoot(entry);
    }
    search.run(0);
    scratch.release(order);
    RoaringBitmap retained = RoaringBitmap.andNot(reach.bitmap(), kept.toBitmap());
    retained.or(objects);
    return retained;
  }

  @Override
  public ObjectReader reader() {
    checkOpen();
    return new DumpReader(this, columns.rows(), file, idBytes, dataless);
  }

  @Override
  public IntColumn newColumn() {
    checkOpen();
    return scratch.freshInts(ids.size());
  }

  @Override
  public <T> T withColumns(int count, Function<IntColumn[], T> work) {
    return phase(
        () -> {
          IntColumn[] working = new IntColumn[count];
          Arrays.setAll(working, k -> scratch.ints(ids.size() + 1L));
          T result = work.apply(working);
          for (IntColumn column : working) {
            scratch.release(column);
          }
          return result;
        });
  }

  @Override
  public GraphInfo info() {
    return info;
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      scratch.close();
      file.close();
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new HeapException("this heap is closed; open it again");
    }
  }

  private Reachability findReachable() {
    return phase(() -> Reachability.of(columns, facts, roots, scratch, progress));
  }

  private PathTree findStrongPaths() {
    return reachability.get().strongPaths(places.get());
  }

  private IntColumn findPlaces() {
    Reachability reach = reachability.get();
    return phase(() -> SearchTree.inverse(reach.order(), reach.count(), scratch));
  }

  private IncomingRows findIncoming() {
    return phase(() -> IncomingRows.of(columns, reachability.get(), ids.size(), scratch, progress));
  }

  private Dominators findDominators() {
    long references = info.fileBytes() / idBytes;
    return phase(
        () ->
            Dominators.of(
                columns, facts, roots, reachability.get(), references, scratch, progress));
  }

  /** Finds dominators as if references of these strengths were strong ones. */
  private DominatorTree findDominators(Set<Strength> strengths) {
    ClassFacts followed = new ClassFacts(classes, columns.classes(), roots, ids.size(), strengths);
    long references = info.fileBytes() / idBytes;
    return phase(
        () -> {
          Reachability reach = Reachability.of(columns, followed, roots, scratch, progress);
          DominatorTree tree =
              Dominators.of(columns, followed, roots, reach, references, scratch, progress);
          scratch.release(reach.order());
          scratch.release(reach.holders());
          return tree;
        });
  }

  private <T> T phase(java.util.function.Supplier<T> work) {
    checkOpen();
    try {
      return scratch.attempt(work);
    } finally {
      progress.report(null, 0, 0, "");
    }
  }
}
