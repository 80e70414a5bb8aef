package heapsh.graph;

import heapsh.HeapException;
import heapsh.hprof.CatalogReader;
import heapsh.hprof.DumpFile;
import heapsh.hprof.LossLog;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.roaringbitmap.RoaringBitmap;

/**
 * The native engine's graph: columns, and the phases that queries need, each computed when it is
 * first needed.
 */
final class NativeGraph implements HeapGraph {
  private static final String REACHED = "reached.";
  private static final String TOTALS = "totals";
  private static final String PATHS = "paths.";
  private static final String INCOMING = "incoming.";
  private static final String DOMINATORS = "dominators.";

  private final Lazy<DumpFile> file;
  private final Scratch scratch;
  private final KeptCatalog catalog;
  private final HeapClass[] classes;
  private final GcRoots roots;
  private final Progress progress;
  private final Supplier<HeapParts> scan;
  private final KeptIndex keptIndex;
  private final Phases phases;
  private final Int2IntOpenHashMap represented = new Int2IntOpenHashMap();
  private final Lazy<ClassFacts> facts = new Lazy<>(this::findFacts);
  private final Lazy<Reachability> reachability = new Lazy<>(this::findReachable);
  private final Lazy<Reachability> searched = new Lazy<>(this::search);
  private final Lazy<IntColumn> places = new Lazy<>(this::findPlaces);
  private final Lazy<ThreadStacks> stacks = new Lazy<>(this::findStacks);
  private final Lazy<SearchTree> strongPaths = new Lazy<>(this::findStrongPaths);
  private final Lazy<IncomingRows> incoming = new Lazy<>(this::findIncoming);
  private final Lazy<Dominators> dominators = new Lazy<>(this::findDominators);
  private final Map<Set<Strength>, Lazy<DominatorTree>> otherDominators = new ConcurrentHashMap<>();

  /** Null until the columns are taken from the index. */
  private volatile HeapParts parts;

  private final AtomicBoolean closing = new AtomicBoolean();

  private NativeGraph(
      KeptCatalog catalog,
      HeapParts parts,
      IndexFile index,
      Lazy<DumpFile> file,
      Scratch scratch,
      Progress progress,
      KeptIndex keptIndex,
      Supplier<HeapParts> scan) {
    this.catalog = catalog;
    this.parts = parts;
    this.file = file;
    this.scratch = scratch;
    this.progress = progress;
    this.keptIndex = keptIndex;
    this.scan = scan;
    phases = new Phases(index, keptIndex, scratch, progress);
    classes = catalog.classes();
    roots = catalog.roots();
    represented.defaultReturnValue(-1);
    for (HeapClass type : classes) {
      if (type.objectIndex() >= 0) {
        represented.putIfAbsent(type.objectIndex(), type.number());
      }
    }
  }

  /**
   * Makes a graph to choose the object layout by: whole but for sizes. It keeps no index and needs
   * no closing.
   */
  static NativeGraph unsized(
      HeapParts parts, Lazy<DumpFile> file, Scratch scratch, Progress progress) {
    KeptCatalog catalog = parts.catalog();
    KeptIndex none = KeptIndex.none(catalog.info().path(), IndexChoice.none("not yet sized"));
    return new NativeGraph(catalog, parts, null, file, scratch, progress, none, () -> parts);
  }

  /** Makes the graph of a dump that was scanned. */
  static NativeGraph scanned(
      HeapParts parts, Lazy<DumpFile> file, Scratch scratch, Progress progress, KeptIndex index) {
    NativeGraph graph =
        new NativeGraph(parts.catalog(), parts, null, file, scratch, progress, index, () -> parts);
    graph.facts.get();
    index.holds(graph::sections);
    index.change();
    return graph;
  }

  /**
   * Makes the graph of a dump that has an index.
   *
   * @param scan scans the dump, in case the index proves damaged
   */
  static NativeGraph kept(
      KeptCatalog catalog,
      IndexFile from,
      Lazy<DumpFile> file,
      Scratch scratch,
      Progress progress,
      KeptIndex index,
      Supplier<HeapParts> scan) {
    NativeGraph graph = new NativeGraph(catalog, null, from, file, scratch, progress, index, scan);
    index.holds(graph::sections);
    return graph;
  }

  private HeapParts parts() {
    HeapParts known = parts;
    return known != null ? known : takeParts();
  }

  private synchronized HeapParts takeParts() {
    checkOpen();
    if (parts == null) {
      try {
        parts = scratch.attempt(() -> HeapParts.kept(catalog, phases.index(), progress));
      } catch (UnusableIndexException e) {
        parts = scanAgain(e);
      } finally {
        progress.report(null, 0, 0, "");
      }
    }
    return parts;
  }

  /** Scans the dump, because the index is damaged; what was answered so far must still be true. */
  private HeapParts scanAgain(UnusableIndexException why) {
    phases.refuseIndex(why);
    HeapParts scanned = scratch.attempt(scan);
    keptIndex.change();
    if (!scanned.catalog().describesSameAs(catalog)) {
      throw new HeapException(
          "the index of "
              + catalog.info().path()
              + " is damaged and does not fit the dump; close this heap and open it again");
    }
    return scanned;
  }

  private ObjectColumns columns() {
    return parts().columns();
  }

  private ClassFacts facts() {
    return facts.get();
  }

  private ClassFacts findFacts() {
    return new ClassFacts(classes, columns().classes(), roots, catalog.objects());
  }

  /** Lists what an index is to hold: all that has been computed, and what the one before has. */
  private List<Section> sections() {
    HeapParts known = parts();
    SectionList out = new SectionList();
    known.keep(out);
    Reachability reached = reachability.known();
    if (!phases.keepAgain(out, REACHED) && reached != null) {
      reached.keep(out);
    }
    if (!phases.keepAgain(out, TOTALS) && reached != null) {
      totals(reached).keep(out, TOTALS);
    }
    if (!phases.keepAgain(out, PATHS) && strongPaths.known() != null) {
      strongPaths.known().keep(out, catalog.objects());
    }
    if (!phases.keepAgain(out, INCOMING) && incoming.known() != null) {
      incoming.known().keep(out, catalog.objects());
    }
    if (!phases.keepAgain(out, DOMINATORS) && dominators.known() != null) {
      dominators.known().keep(out, catalog.objects());
    }
    return out.toList();
  }

  private ClassTotals totals(Reachability reached) {
    return ClassTotals.of(columns(), reached.all(), catalog.objects(), classes.length);
  }

  @Override
  public int objectCount() {
    return catalog.objects();
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
    return columns().classes().get(index);
  }

  @Override
  public int representedClass(int index) {
    return classNumber(index) == catalog.classOfClasses() ? represented.get(index) : -1;
  }

  @Override
  public long shallowBytes(int index) {
    return columns().sizes().get(index);
  }

  @Override
  public long idOf(int index) {
    if (index < 0 || index >= catalog.objects()) {
      throw new IndexOutOfBoundsException("index=" + index + " objects=" + catalog.objects());
    }
    return parts().ids().idOf(index);
  }

  @Override
  public int indexOf(long id) {
    return parts().ids().indexOf(id);
  }

  /** Returns where the object's record begins in the dump. */
  long position(int index) {
    return columns().positions().get(index);
  }

  @Override
  public ReferenceCursor outgoing() {
    checkOpen();
    return columns().rows().cursor();
  }

  @Override
  public Fetcher fetcher() {
    checkOpen();
    return new ColumnFetcher(columns());
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
  public ThreadStacks stacks() {
    checkOpen();
    return stacks.get();
  }

  /** Reads what the dump says of stacks again: traces are of no use before somebody asks. */
  private ThreadStacks findStacks() {
    DumpFile dump = file.get();
    LongConsumer position = at -> progress.report("reading stacks", at, dump.size(), "bytes");
    boolean isPart = catalog.info().losses().any();
    return phase(
        () ->
            ThreadStacks.of(
                catalog.roots(),
                isPart
                    ? CatalogReader.salvage(dump, new LossLog(), position)
                    : CatalogReader.read(dump, position)));
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
    return phase(() -> search(strengths, from, avoiding).releasedWhenUnused(scratch));
  }

  private SearchTree search(Set<Strength> strengths, RoaringBitmap from, RoaringBitmap avoiding) {
    int n = catalog.objects();
    IntColumn order = scratch.ints(n + 1L);
    IntColumn holders = scratch.ints(n + 1L);
    Bits avoided = Bits.of(avoiding, n);
    Bits visited = avoided.copy();
    BreadthFirst search =
        new BreadthFirst(columns(), facts(), strengths, order, holders, visited, progress);
    if (from == null) {
      roots.all().forEach(root -> search.startAtRoot(root.index()));
    } else {
      search.startAt(from);
    }
    int size = Math.toIntExact(search.run(0));
    visited.removeAll(avoided);
    IntColumn places = SearchTree.inverse(order, size, scratch);
    return new SearchTree(order, holders, places, visited, size);
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
    Reachability reach = reachability.get();
    return phase(
        () -> RetainedSet.of(objects, columns(), facts(), reach, roots, scratch, progress));
  }

  @Override
  public ObjectReader reader() {
    checkOpen();
    return new DumpReader(
        this, columns().rows(), file.get(), catalog.info().idBytes(), catalog.dataless());
  }

  @Override
  public IntColumn newColumn(long length) {
    checkOpen();
    return scratch.zeroInts(length);
  }

  @Override
  public IntColumn columnOf(Object owner) {
    checkOpen();
    IntColumn column = scratch.ints(catalog.objects() + 1L);
    scratch.releaseWith(owner, column);
    return column;
  }

  @Override
  public ClassTotals reachableTotals() {
    return phases.keptOrNull(TOTALS, from -> ClassTotals.kept(from, TOTALS, classes.length));
  }

  @Override
  public String index() {
    return keptIndex.toString();
  }

  @Override
  public <T> T withColumns(int count, Function<IntColumn[], T> work) {
    return phase(
        () -> {
          IntColumn[] working = new IntColumn[count];
          Arrays.setAll(working, k -> scratch.ints(catalog.objects() + 1L));
          T result = work.apply(working);
          for (IntColumn column : working) {
            scratch.release(column);
          }
          return result;
        });
  }

  @Override
  public GraphInfo info() {
    return catalog.info();
  }

  @Override
  public void close() {
    if (!closing.compareAndSet(false, true)) {
      return;
    }
    try {
      keptIndex.close();
    } finally {
      phases.close();
      forget();
      scratch.close();
      if (file.known() != null) {
        file.known().close();
      }
    }
  }

  /** Lets go of all columns, so that what is mapped can be unmapped. */
  private void forget() {
    parts = null;
    facts.forget();
    reachability.forget();
    searched.forget();
    places.forget();
    strongPaths.forget();
    incoming.forget();
    dominators.forget();
    otherDominators.clear();
  }

  private void checkOpen() {
    phases.checkOpen();
  }

  private Reachability findReachable() {
    return phases.keptOr(
        REACHED, from -> Reachability.kept(from, catalog.objects()), searched::get);
  }

  /** Searches from the roots, for the paths: those of an index do not have them. */
  private Reachability search() {
    return phase(() -> Reachability.of(columns(), facts(), roots, scratch, progress));
  }

  /** Finds where each object stands in the order of discovery. */
  private IntColumn findPlaces() {
    Reachability reach = searched.get();
    return phase(() -> SearchTree.inverse(reach.order(), reach.count(), scratch));
  }

  private SearchTree findStrongPaths() {
    return phases.keptOr(
        PATHS,
        from -> SearchTree.kept(from, catalog.objects()),
        () -> searched.get().strongPaths(places.get()));
  }

  private IncomingRows findIncoming() {
    return phases.keptOr(
        INCOMING,
        from -> IncomingRows.kept(from, catalog.objects()),
        () -> IncomingRows.of(columns(), reachability.get(), catalog.objects(), scratch, progress));
  }

  /** Bounds the number of references by what the file and the rows can hold. */
  private long mostReferences() {
    long inFile = catalog.info().fileBytes() / catalog.info().idBytes();
    return Math.min(inFile, columns().rows().edges.length());
  }

  private Dominators findDominators() {
    long references = mostReferences();
    return phases.keptOr(
        DOMINATORS,
        from -> Dominators.kept(from, columns().sizes(), catalog.objects()),
        () ->
            dominators(
                new StrongGraph(
                    columns(), facts(), searched.get(), places.get(), incoming.get(), references)));
  }

  /** Finds dominators as if references of these strengths were strong ones. */
  private DominatorTree findDominators(Set<Strength> strengths) {
    ClassFacts followed =
        new ClassFacts(classes, columns().classes(), roots, catalog.objects(), strengths);
    long references = mostReferences();
    return phase(
        () -> {
          Reachability reach = Reachability.of(columns(), followed, roots, scratch, progress);
          IntColumn its = SearchTree.inverse(reach.order(), reach.count(), scratch);
          DominatorTree tree =
              dominators(
                  new StrongGraph(columns(), followed, reach, its, incoming.get(), references));
          scratch.release(reach.holders());
          return tree;
        });
  }

  private Dominators dominators(StrongGraph graph) {
    return Dominators.of(graph, roots, columns().sizes(), scratch, progress);
  }

  private <T> T phase(Supplier<T> work) {
    return phases.run(work);
  }
}
