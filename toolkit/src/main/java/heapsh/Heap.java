package heapsh;

import heapsh.graph.ClassTotals;
import heapsh.graph.HeapClass;
import heapsh.graph.HeapGraph;
import heapsh.graph.NativeHeap;
import heapsh.graph.NativeOptions;
import heapsh.graph.Progress;
import heapsh.graph.Retention;
import heapsh.graph.Strength;
import heapsh.jdk.JdkModel;
import heapsh.live.ClassHistogram;
import heapsh.live.HistogramSource;
import heapsh.live.LookTimer;
import heapsh.mat.MatHeap;
import heapsh.mat.MatOptions;
import heapsh.render.SafeText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.roaringbitmap.RoaringBitmap;

/**
 * Opens a heap and gives the sets of its objects. Immutable and thread-safe; close it to release
 * its working file.
 *
 * <pre>
 *   try (Heap hp = Heap.open(Path.of("crawler.hprof"))) {
 *     System.out.println(hp.heap());                 // what fills it, by class
 *     System.out.println(hp.heap().get(0).byVia());  // who refers to the biggest
 *   }
 * </pre>
 *
 * <p>What is costly is computed when it is first needed, once, and kept.
 */
public final class Heap implements AutoCloseable, Rich {
  private static final String PART_MARK =
      "From a salvaged part of the heap; info() tells what is lost.";

  private final Opened opened;
  private final Progress progress;
  private final Heap base;
  private final Set<Strength> strengths;
  private final Map<Classifier, Classification> classifications = new ConcurrentHashMap<>();
  private volatile boolean closed;
  private volatile boolean refreshed;
  private volatile Retention retention;
  private volatile JdkModel jdk;
  private volatile ClassLabels classLabels;
  private volatile ObjectSet reachable;
  private volatile Reference reference;
  private volatile ObjectSet all;

  Heap(HeapGraph graph) {
    this(Opened.of(graph, () -> {}), Progress.NONE);
  }

  Heap(Opened opened, Progress progress) {
    this.opened = opened;
    this.progress = progress;
    base = null;
    strengths = EnumSet.of(Strength.STRONG);
  }

  /** Makes a view of a heap whose dominators follow references of these strengths. */
  private Heap(Heap base, Set<Strength> strengths) {
    this.base = base;
    this.strengths = EnumSet.copyOf(strengths);
    opened = base.opened;
    progress = base.progress;
  }

  /** Gives the heap as it was opened: this one, or the one that this is a view of. */
  Heap base() {
    return base == null ? this : base;
  }

  /** Gives who keeps whom alive; throws HeapException when this heap is closed. */
  Retention retention() {
    HeapGraph open = graph();
    if (retention == null) {
      synchronized (this) {
        if (retention == null) {
          retention = new Retention(open, strengths);
        }
      }
    }
    return retention;
  }

  /**
   * Opens a dump that HotSpot or another JVM wrote: hprof, or hprof compressed with gzip.
   *
   * <p>Cost: O(size of the file), read once; O(classes + roots) with the index that an earlier
   * opening kept.
   *
   * <p>Example: {@code Heap hp = Heap.open(Path.of("crawler.hprof"))}
   *
   * @throws HeapException when the file cannot be read, is no dump or is damaged
   */
  public static Heap open(Path dump) {
    return open(dump, Options.defaults());
  }

  /**
   * Opens a dump with options: which engine reads it, where the working file goes, where the index
   * is kept, who hears of progress, whether a damaged dump is opened as far as it is readable.
   *
   * <p>Cost: O(size of the file), read once.
   *
   * <p>Example: {@code Heap.open(Path.of("crawler.hprof"),
   * Options.defaults().scratchDirectory(Path.of("/var/tmp")))}
   *
   * @throws HeapException when the file cannot be read, is no dump or is damaged, or the working
   *     file does not fit, or the MAT engine needs more memory than there is
   */
  public static Heap open(Path dump, Options options) {
    return new Heap(Opened.of(graph(dump, options), () -> {}), options.progress());
  }

  static HeapGraph graph(Path dump, Options options) {
    Path scratch = options.scratchDirectory();
    Progress progress = options.progress();
    return switch (options.engine()) {
      case NATIVE ->
          NativeHeap.open(
              dump,
              new NativeOptions(
                  scratch,
                  options.layout()::choose,
                  progress,
                  options.isSalvage(),
                  options.index().settings("layout=" + options.layout()),
                  options.series()));
      case MAT -> {
        if (options.isSalvage()) {
          throw new HeapException(
              "the MAT engine opens whole dumps only; salvage this one with the native engine");
        }
        yield MatHeap.open(dump, new MatOptions(scratch, options.layout()::choose, progress));
      }
    };
  }

  /**
   * Attaches to a running JVM, or to this very one. Nothing of heapsh runs in it, and nothing is
   * dumped yet: growth() and summary() count its classes, and what asks for objects, heap() first
   * of all, dumps it once. The dump is a private temporary file, removed when the heap is closed,
   * and at exit; a line says when that JVM is paused for it.
   *
   * <p>Cost: a look at that process; the first heap() makes it stand still while it collects its
   * garbage and writes its heap.
   *
   * <p>Example: {@code Heap hp = Heap.attach(4711)}
   *
   * @throws HeapException when there is no such JVM or it cannot be attached to; says what to do
   */
  public static Heap attach(long pid) {
    return attach(pid, Options.defaults());
  }

  /**
   * Attaches to a running JVM; its dump will be opened with options.
   *
   * <p>Cost: that of attach(pid).
   *
   * <p>Example: {@code Heap.attach(4711, Options.defaults())}
   */
  public static Heap attach(long pid, Options options) {
    return new Heap(Opened.of(LiveTarget.attach(pid, options)), options.progress());
  }

  /**
   * Connects to a running JVM over remote JMX. Its classes can be counted from here; a dump, which
   * heap() takes, lands on its host, and the answer says where.
   *
   * <p>Cost: that of a connection.
   *
   * <p>Example: {@code Heap.jmx(Jmx.at("localhost:9010").user("monitor", "secret"))}
   *
   * @throws HeapException when it cannot be reached or refuses; says what to do
   */
  public static Heap jmx(Jmx address) {
    return jmx(address, Options.defaults());
  }

  static Heap jmx(Jmx address, Options options) {
    LiveTarget target = LiveTarget.remote(HistogramSource.of(address.address()), options);
    return new Heap(Opened.of(target), options.progress());
  }

  /**
   * Gives the running JVM that this heap is of.
   *
   * @param verb what asks, for the message
   * @throws HeapException when this is a dump file, or closed
   */
  LiveTarget live(String verb) {
    checkOpen();
    if (opened.target() == null) {
      throw new HeapException(
          verb
              + "() needs a running JVM, and "
              + fileName()
              + " is a dump: attach(pid), or compare dumps with Growth.of(...)");
    }
    return opened.target();
  }

  /**
   * Counts the classes of a running JVM and tells what has grown over the peak of all looks before,
   * which is what objgraph's show_growth means; of the first look, everything. Follow it with
   * sinceLast(), withShrinkage(), only("com.acme.*"), byCount(). Only live objects count, for which
   * that JVM collects its garbage, unless includingGarbage() stands before it.
   *
   * <p>Cost: that JVM stands still for a full collection and a walk over its heap, as for jmap
   * -histo:live. Nothing is dumped.
   *
   * <p>Example: {@code hp.growth()}
   *
   * @throws HeapException when this is a dump, or that JVM is gone; the looks so far are kept
   */
  public Growth growth() {
    return live("growth").growth();
  }

  /**
   * Prints what has grown in a running JVM, and returns it as data; see growth().
   *
   * <p>Cost: that of growth().
   *
   * <p>Example: {@code hp.showGrowth()}
   *
   * @throws HeapException when this is a dump, or that JVM is gone
   */
  public Growth showGrowth() {
    return growth().shown();
  }

  /**
   * Starts to track what changes in a running JVM, by class: pympler's SummaryTracker. It takes its
   * first look now.
   *
   * <p>Cost: that of a growth().
   *
   * <p>Example: {@code Tracker tracker = hp.tracker()}
   *
   * @throws HeapException when this is a dump, or that JVM is gone
   */
  public Tracker tracker() {
    LiveTarget target = live("tracker");
    return new Tracker(target.name(), target::histogram);
  }

  /**
   * Returns a tracker of some classes, which takes snapshots by hand or from time to time: of a
   * running JVM without a dump.
   *
   * <p>Cost: O(1); each snapshot that of a histogram.
   *
   * <p>Example: {@code hp.classTracker("java.lang.*")}
   *
   * @param patterns names, globs as in com.acme.*, or regular expressions
   * @throws HeapException when a pattern is none
   */
  public ClassTracker classTracker(String... patterns) {
    checkOpen();
    return new ClassTracker(fileName(), this::histogram, patterns);
  }

  /**
   * Returns how many objects of each class there were at the last call and are now, the largest
   * change first. Which objects are new a JVM does not tell.
   *
   * <p>Cost: that JVM stands still for a histogram.
   *
   * <p>Example: {@code hp.newIds()}
   *
   * @throws HeapException when this is a dump: growth("a.hprof", "b.hprof") compares several
   */
  public NewIds newIds() {
    LiveTarget target = live("newIds");
    ClassHistogram now = target.histogram();
    return NewIds.of(target.name(), target.lastIds(now), now);
  }

  /**
   * Looks at a running JVM every so often, in the background, and prints a block for each look,
   * until stop(). What grows steadily, plots and a dump by rule: see Watch. Only live objects
   * count, for which that JVM collects its garbage at each look, unless includingGarbage() stands
   * before it.
   *
   * <p>Cost: that of a growth() for each look; the looks take some 10 MB at most, for days.
   *
   * <p>Example: {@code watch = hp.watch(Duration.ofSeconds(10))}
   *
   * @param every the time between looks, a second at least
   * @throws HeapException when this is a dump
   */
  public Watch watch(Duration every) {
    LiveTarget target = live("watch");
    return target.watch(every, LookTimer.inBackground(), WatchPrinter.onStandardOutput());
  }

  /**
   * Starts a recording of Flight Recorder in a running JVM, called heapsh, for leakCandidates() and
   * byProd(). It is of that JVM's own: nothing of heapsh runs there. A recording that runs there
   * already with profile settings will do as well.
   *
   * <p>Cost: about 2 % of that JVM's time, and 64 MB of its disk at most, until stopRecording().
   *
   * <p>Example: {@code hp.record()}
   *
   * @return this heap
   * @throws HeapException when this is a dump, the JVM does not allow it, or one runs already
   */
  public Heap record() {
    live("record").recorder().start();
    return this;
  }

  /**
   * Ends the recording that record() started.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.stopRecording()}
   *
   * @return this heap
   * @throws HeapException when this is a dump, or no recording of heapsh runs there
   */
  public Heap stopRecording() {
    live("stopRecording").recorder().stop();
    return this;
  }

  /**
   * Lists what a running JVM made and still keeps, from the old objects that a recording sampled:
   * with their paths from the roots and where they were made. No dump is taken.
   *
   * <p>Cost: that JVM stands still to collect its garbage, unless includingGarbage() stands before
   * it, and for a walk over its heap to find the paths.
   *
   * <p>Example: {@code hp.leakCandidates()}
   *
   * @throws HeapException when this is a dump, no recording runs (see record()), or nothing was
   *     sampled yet
   */
  public LeakCandidates leakCandidates() {
    return live("leakCandidates").leakCandidates();
  }

  /**
   * Tells where a running JVM makes the objects of each class, from the allocations that a
   * recording sampled. No dump is taken. How much was made is not how much is alive.
   *
   * <p>Cost: reads a copy of the recording, up to some seconds.
   *
   * <p>Example: {@code hp.byProd()}
   *
   * @throws HeapException when this is a dump, no recording runs (see record()), or nothing was
   *     sampled yet
   */
  public AllocationSites byProd() {
    return live("byProd").allocationSites(null);
  }

  /**
   * Returns the same running JVM, counted without a collection, garbage and all: growth() and the
   * like do not make it collect, and it is dumped with what is unreachable. Its looks are compared
   * among themselves only. Closing either ends a connection over JMX.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.includingGarbage().growth()}
   *
   * @throws HeapException when this is a dump
   */
  public Heap includingGarbage() {
    LiveTarget target = live("includingGarbage");
    return target.isLiveOnly() ? new Heap(Opened.of(target.includingGarbage()), progress) : this;
  }

  /**
   * Closes what was dumped of a running JVM and returns it anew: its next heap() dumps it as it is
   * then. The looks of growth() go on. What was taken from the old one says that it is closed, and
   * so does the old one: assign the new one, as the shell's refresh() does.
   *
   * <p>Cost: O(1); the next heap() costs a dump.
   *
   * <p>Example: {@code hp = hp.refresh()}
   *
   * @throws HeapException when this is a dump
   */
  public Heap refresh() {
    LiveTarget target = live("refresh");
    target.forgetDump();
    base().refreshed = true;
    close();
    Heap again = new Heap(Opened.of(target), progress);
    again.reference = base().reference == null ? null : base().reference.ofAnotherHeap();
    return again;
  }

  /**
   * Counts the objects and bytes of each class: of a running JVM now, without a dump; of a dump,
   * those that can be reached. Classes of one name, of several loaders, are summed.
   *
   * <p>Cost: that of a growth() for a running JVM, O(objects) once for a dump.
   *
   * <p>Example: {@code hp.histogram().of("java.lang.String").count()}
   *
   * @throws HeapException when that JVM is gone
   */
  public ClassHistogram histogram() {
    checkOpen();
    return opened.target() != null ? opened.target().histogram() : ClassCounts.of(this);
  }

  /**
   * Returns the numbers of each class, which keep no heap open and can be saved; of a running JVM
   * without a dump.
   *
   * <p>Cost: that of histogram().
   *
   * <p>Example: {@code hp.stat().save("before.stat")}
   *
   * @throws HeapException when that JVM is gone
   */
  public Stat stat() {
    return Stat.of(histogram());
  }

  /**
   * Returns classes, objects and sizes in KB or MB as pympler's summary prints them; of a running
   * JVM without a dump.
   *
   * <p>Cost: that of histogram().
   *
   * <p>Example: {@code hp.summary()}
   *
   * @throws HeapException when that JVM is gone
   */
  public Summary summary() {
    return stat().summary().withNote(note());
  }

  /**
   * Returns the classes with the most instances; objgraph's show_most_common_types.
   *
   * <p>Cost: that of histogram().
   *
   * <p>Example: {@code hp.mostCommon(10)}
   *
   * @throws HeapException when that JVM is gone, or {@code limit} is less than 1
   */
  public Summary mostCommon(int limit) {
    if (limit < 1) {
      throw new HeapException("mostCommon(" + limit + ") shows nothing: take 1 or more");
    }
    return stat().summary().mostCommon(limit).withNote(note());
  }

  /**
   * Returns how many instances each class has, the most first; objgraph's typestats.
   *
   * <p>Cost: that of histogram().
   *
   * <p>Example: {@code hp.typeStats().get("java.lang.String")}
   *
   * @throws HeapException when that JVM is gone
   */
  public Map<String, Long> typeStats() {
    Map<String, Long> counts = new LinkedHashMap<>();
    stat()
        .summary()
        .mostCommon(Integer.MAX_VALUE)
        .rows()
        .forEach(row -> counts.put(row.name(), row.count()));
    return Collections.unmodifiableMap(counts);
  }

  private String note() {
    return opened.target() == null ? "" : opened.target().collectionNote();
  }

  /** Gives the graph; throws HeapException when this heap is closed. */
  HeapGraph graph() {
    checkOpen();
    return opened.graph();
  }

  private void checkOpen() {
    if (isClosed()) {
      throw new HeapException(
          base().refreshed
              ? "this heap was refreshed; go on with the new one, hp = hp.refresh()"
              : "this heap is closed; open(...) it again");
    }
  }

  /**
   * Gives the line that every table of a salvaged heap shows below its first, empty for a heap that
   * was read as a whole.
   */
  String partMark() {
    return isPart() ? PART_MARK : "";
  }

  /** Tells whether something of the dump was lost, so that every result rests on a part. */
  boolean isPart() {
    return opened.isThere() && opened.graph().info().losses().any();
  }

  /** Gives the knowledge of the JDK's classes; made when first asked for. */
  JdkModel jdk() {
    HeapGraph open = graph();
    if (base != null) {
      return base.jdk();
    }
    if (jdk == null) {
      synchronized (this) {
        if (jdk == null) {
          jdk = JdkModel.of(open);
        }
      }
    }
    return jdk;
  }

  ClassLabels classLabels() {
    HeapGraph open = graph();
    if (base != null) {
      return base.classLabels();
    }
    if (classLabels == null) {
      synchronized (this) {
        if (classLabels == null) {
          classLabels = new ClassLabels(open);
        }
      }
    }
    return classLabels;
  }

  /**
   * Gives the classification of this heap by a classifier: one for all sets, so that kinds are the
   * same in all.
   */
  Classification classification(Classifier classifier) {
    graph();
    Classification known = classifications.get(classifier);
    if (known != null) {
      return known;
    }
    // Not computeIfAbsent: making a combined one asks for its parts.
    Classification made = classifier.classify(this);
    Classification other = classifications.putIfAbsent(classifier, made);
    return other != null ? other : made;
  }

  /** Makes a set of these objects, by class. */
  ObjectSet set(RoaringBitmap objects) {
    return new ObjectSet(this, objects);
  }

  /** Gives who hears how far long work has come. */
  Progress progress() {
    return progress;
  }

  /**
   * Gives what each class amounts to in this set, when that is known without looking at the
   * objects; null when it is not.
   */
  ClassTotals knownTotals(RoaringBitmap set) {
    ObjectSet whole = reachable;
    return whole != null && whole.bitmap() == set ? graph().reachableTotals() : null;
  }

  boolean isClosed() {
    return base().closed;
  }

  /** Names the dump file, or the running JVM. */
  String fileName() {
    if (opened.target() != null) {
      return opened.target().name();
    }
    Path name = opened.graph().info().path().getFileName();
    return name == null ? "?" : SafeText.of(name.toString(), 60);
  }

  /** Gives the objects of {@code base} whose classes have these numbers. */
  RoaringBitmap instances(RoaringBitmap base, BitSet classNumbers) {
    HeapGraph open = graph();
    return Scans.filter(base, () -> index -> classNumbers.get(open.classNumber(index)));
  }

  /** Gives the instances of one class. */
  RoaringBitmap instances(HeapClass type) {
    BitSet number = new BitSet();
    number.set(type.number());
    return instances(all().bitmap(), number);
  }

  /**
   * Writes one page for people who do not run Java: what the heap is, what fills it, who holds the
   * biggest classes, what keeps the most alive, threads, pictures; what grew, when growth() of a
   * running JVM was asked before. It needs no network and has no script; only its owner can read
   * the file, for it holds what stands in the heap.
   *
   * <p>Cost: that of byVia, shpaths and rp of the biggest classes, of the dominators, of threads.
   *
   * <p>Example: {@code hp.report("report.html")}
   *
   * @param path ends in {@code .html}
   * @throws HeapException when the path ends otherwise or cannot be written
   */
  public void report(String path) {
    report(path, opened.target() == null ? null : opened.target().latestGrowth());
  }

  /**
   * Writes the same page with what grew before it: report(path).
   *
   * <p>Cost: that of report(path).
   *
   * <p>Example: {@code hp.report("report.html", hp.growth())}
   *
   * @param growth may be null for none
   * @throws HeapException when the path does not end in {@code .html} or cannot be written
   */
  public void report(String path, Growth growth) {
    if (!path.endsWith(".html")) {
      throw new HeapException(
          "a report is a page: '" + SafeText.of(path, 200) + "' should end in .html");
    }
    graph(); // says so when the heap is closed
    String page = HeapReport.of(this, growth);
    WholeFile.write(Shell.path(path), out -> out.write(page));
  }

  /**
   * Describes the heap: file, format, JVM, object layout behind the sizes, how many objects, bytes,
   * classes and roots, when it was taken, how long opening took, where its index is, and warnings.
   *
   * <p>Cost: O(objects), once.
   *
   * <p>Example: {@code hp.info()}
   */
  public HeapInfo info() {
    return HeapInfo.of(this);
  }

  /**
   * Returns everything that can be reached from the GC roots, partitioned by class. Instances and
   * class objects alike. After setref() only what is not in the reference.
   *
   * <p>Cost: O(objects + references), once.
   *
   * <p>Example: {@code hp.heap()}
   */
  public ObjectSet heap() {
    return withoutReference(reachable());
  }

  /** Gives everything that is reachable, whatever the reference. */
  ObjectSet reachable() {
    HeapGraph open = graph();
    if (reachable == null) {
      reachable = set(open.reachable());
    }
    return reachable;
  }

  private ObjectSet withoutReference(ObjectSet objects) {
    Reference from = base().reference;
    return from == null || from.objects() == null ? objects : objects.minus(set(from.objects()));
  }

  /**
   * Marks everything that is there now: from then on heap() and heapu() show what is not marked. In
   * one dump that is nothing, until a set is marked in its place; of a running JVM, refresh() takes
   * the mark along, and sinceRef() shows the difference by class, for a JVM moves its objects and
   * those of two dumps cannot be told to be the same.
   *
   * <p>Cost: O(objects).
   *
   * <p>Example: {@code hp.setref()}
   *
   * @return this heap
   */
  public Heap setref() {
    return setref(all());
  }

  /**
   * Marks the objects of a set: from then on heap() and heapu() leave them out. An empty set shows
   * everything again.
   *
   * <p>Cost: O(objects).
   *
   * <p>Example: {@code hp.setref(hp.instancesOf("java.lang.String"))}
   *
   * @return this heap
   * @throws HeapException when the set is of another heap
   */
  public Heap setref(ObjectSet objects) {
    if (objects.heap().base() != base()) {
      throw new HeapException("this set is of another heap: relativeTo(other) compares two heaps");
    }
    base().reference = objects.isEmpty() ? null : Reference.of(this, objects);
    return this;
  }

  /**
   * Returns what changed since setref(), by class, also over refresh(): of what is reachable, and
   * of what is not.
   *
   * <p>Cost: O(objects).
   *
   * <p>Example: {@code hp.setref().sinceRef()}
   *
   * @throws HeapException when nothing was marked
   */
  public RelativeHeap sinceRef() {
    Reference from = base().reference;
    if (from == null) {
      throw new HeapException("there is no reference to compare with: set one with setref()");
    }
    return RelativeHeap.of(this, from);
  }

  /**
   * Returns what this heap has more, and less, than another by class: of what is reachable, and of
   * what is not. Over other classifiers: hp.heap().byOwner().stat().minus(...).
   *
   * <p>Cost: O(objects of both heaps).
   *
   * <p>Example: {@code hp.relativeTo(hp)}
   *
   * @throws HeapException when the other heap is closed
   */
  public RelativeHeap relativeTo(Heap other) {
    graph();
    return RelativeHeap.of(this, Reference.of(other));
  }

  /**
   * Returns what cannot be reached from the GC roots: garbage that was not collected when the dump
   * was taken.
   *
   * <p>Cost: O(objects + references), once.
   *
   * <p>Example: {@code hp.unreachable().byClass()}
   */
  public ObjectSet unreachable() {
    return withoutReference(reachable().not());
  }

  /**
   * Returns what cannot be reached from the GC roots; guppy's name of unreachable().
   *
   * <p>Cost: O(objects + references), once.
   *
   * <p>Example: {@code hp.heapu()}
   */
  public ObjectSet heapu() {
    return unreachable();
  }

  /**
   * Returns all objects, reachable or not: every class, instance and array that the dump has a
   * record of.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.all()}
   */
  public ObjectSet all() {
    HeapGraph open = graph();
    if (all == null) {
      RoaringBitmap every = new RoaringBitmap();
      every.add(0L, open.objectCount());
      all = set(every);
    }
    return all;
  }

  /**
   * Returns the empty set.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.nothing().or(hp.root())}
   */
  public ObjectSet nothing() {
    graph();
    return set(new RoaringBitmap());
  }

  /**
   * Returns the objects that are GC roots, partitioned by kind of root and thread.
   *
   * <p>Cost: O(roots).
   *
   * <p>Example: {@code hp.root()}
   */
  public ObjectSet root() {
    RoaringBitmap roots = new RoaringBitmap();
    graph().roots().all().forEach(root -> roots.add(root.index()));
    return new ObjectSet(this, roots, Classifier.ROOT);
  }

  /**
   * Returns the set of the objects with these ids, the addresses in the dump.
   *
   * <p>Cost: O(ids).
   *
   * <p>Example: {@code hp.iso(0x7f439c90c810L)}
   *
   * @throws HeapException when there is no object with one of the ids
   */
  public ObjectSet iso(long... ids) {
    HeapGraph open = graph();
    RoaringBitmap found = new RoaringBitmap();
    for (long id : ids) {
      found.add(index(open, id));
    }
    return set(found);
  }

  /**
   * Returns the object with this id, the address in the dump.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.at(0x7f439c90c810L)}
   *
   * @throws HeapException when there is no object with this id
   */
  public HeapObject at(long id) {
    return new HeapObject(this, index(graph(), id));
  }

  private static int index(HeapGraph graph, long id) {
    int index = graph.indexOf(id);
    if (index >= 0) {
      return index;
    }
    String hex = ClassLabels.hex(id);
    if (graph.objectCount() == 0) {
      throw new HeapException("no object at " + hex + ": this heap is empty");
    }
    String from = ClassLabels.hex(graph.idOf(0));
    String to = ClassLabels.hex(graph.idOf(graph.objectCount() - 1));
    throw new HeapException(
        "no object at "
            + hex
            + ": objects of this heap have ids from "
            + from
            + " to "
            + to
            + ", as byId() shows them");
  }

  /**
   * Returns the reachable instances of the classes that a pattern names: a whole name, a glob as in
   * java.util.* where the star stands for any characters, or a regular expression. Follow it with
   * orSubclasses() to have those of subclasses too.
   *
   * <p>Cost: O(objects).
   *
   * <p>Example: {@code hp.instancesOf("java.util.*")}
   *
   * @throws HeapException when no class matches; it names near matches
   */
  public Instances instancesOf(String pattern) {
    ClassPattern classes = ClassPattern.of(pattern);
    return Instances.of(reachable(), classes.classes(this));
  }

  /**
   * Returns the class objects of the classes with this name, one for each loader that has it: what
   * holds its static fields, and what its own referrers refer to.
   *
   * <p>Cost: O(classes).
   *
   * <p>Example: {@code hp.classNamed("java.lang.System").referents()}
   *
   * @throws HeapException when there is no such class; it names near matches
   */
  public ObjectSet classNamed(String name) {
    HeapGraph open = graph();
    RoaringBitmap found = new RoaringBitmap();
    BitSet numbers = ClassPattern.exactly(name).classes(this);
    for (int number = numbers.nextSetBit(0); number >= 0; number = numbers.nextSetBit(number + 1)) {
      int object = open.heapClass(number).objectIndex();
      if (object >= 0) {
        found.add(object);
      }
    }
    return set(found);
  }

  /**
   * Returns the same heap, with dominators, retained sizes and paths that follow references of more
   * strengths too, such as {@code SOFT} and {@code WEAK}; strong ones are always followed. Without
   * it what only weaker references hold counts as held by nobody else. Eclipse MAT follows all:
   * {@code hp.including(Strength.values())}. Sets of the two combine; closing one closes both.
   *
   * <p>Cost: O(classes); dominators are computed anew when they are first used.
   *
   * <p>Example: {@code hp.including(SOFT, WEAK).heap().withRetained()}
   */
  public Heap including(Strength... more) {
    graph();
    Set<Strength> all = EnumSet.copyOf(strengths);
    all.addAll(List.of(more));
    return all.equals(strengths) ? this : new Heap(base(), all);
  }

  private String strengthsText() {
    String more =
        strengths.stream()
            .filter(strength -> strength != Strength.STRONG)
            .map(Strength::name)
            .collect(Collectors.joining(", "));
    return more.isEmpty() ? "" : " including " + more;
  }

  /**
   * Returns the dominator tree of the heap, the biggest branches first: which single objects keep
   * the most alive, and which of the objects below them.
   *
   * <p>Cost: O(objects + references) for the first use, which computes the dominators of the heap.
   *
   * <p>Example: {@code hp.dominatorTree()}
   */
  public DominatorBranches dominatorTree() {
    return DominatorBranches.of(this);
  }

  /**
   * Shows chains of references as one tree: what they have in common stands once.
   *
   * <p>Cost: O(length of the chains).
   *
   * <p>Example: {@code hp.showChain(hp.heap().get(0).findBackrefChain(o -> o.isRoot()))}
   *
   * @throws HeapException when there are no chains, or one is of another heap
   */
  public ChainTree showChain(Chain... chains) {
    graph();
    return ChainTree.of(this, chains);
  }

  /**
   * Returns the threads with their stacks: name, state, frames, how many objects the stack holds,
   * and what would be freed if the thread ended; the largest first. A row shows the whole stack
   * with the objects that each frame holds. Virtual threads are among them, with stacks where the
   * dump has those.
   *
   * <p>Cost: O(objects + references) for the first use, which computes the dominators of the heap,
   * and once more for what the largest retain.
   *
   * <p>Example: {@code hp.threads().get(0)}
   */
  public ThreadTable threads() {
    return ThreadTable.of(this);
  }

  /**
   * Asks what would be if a field were null: that of a static, or of every instance of the class
   * and its subclasses. What is then unreachable would be freed. The class may go without its
   * package where that is clear, and the word static may stand before it, as byVia() prints
   * relations.
   *
   * <p>Cost: O(classes); the answers cost O(objects + references), once.
   *
   * <p>Example: {@code hp.without("java.lang.Thread.threadLocals")}
   *
   * @throws HeapException when there is no such class or field, with near matches, or the field
   *     holds no references
   */
  public Cut without(String field) {
    graph();
    return Cut.of(this).without(field);
  }

  /**
   * Asks what would be if no reference led to an object of this kind any more. Those of them that
   * are GC roots stay; what is then unreachable would be freed.
   *
   * <p>Cost: O(objects) times the cost of the kind; the answers cost O(objects + references), once.
   *
   * <p>Example: {@code hp.without(hp.heap().get(0).byVia().get(0).kind())}
   */
  public Cut without(Kind kind) {
    graph();
    return Cut.of(this).without(kind);
  }

  /** Names a thread by its Thread object, in quotes; by its id when it has no name. */
  String threadName(int thread) {
    return ThreadNames.name(this, thread);
  }

  /**
   * Closes the heap, keeps in its index what was computed, and removes its working file. Sets that
   * were taken from it say so when they are used; closing again does nothing.
   *
   * <p>Cost: O(1), or that of writing the index where it was not yet written.
   *
   * <p>Example: {@code hp.close()}
   */
  @Override
  public synchronized void close() {
    if (base != null) {
      base.close();
    } else if (!closed) {
      closed = true;
      try {
        opened.close();
      } finally {
        if (opened.target() != null && !refreshed) {
          opened.target().close();
        }
      }
    }
  }

  /** Returns the file's name and what can be asked of it. */
  @Override
  public String toString() {
    if (!isClosed() && !opened.isThere()) {
      return "<heap of " + fileName() + ", not dumped yet; see .growth(), .summary(), .heap()>";
    }
    return isClosed()
        ? "<heap " + fileName() + ", closed>"
        : "<heap "
            + fileName()
            + strengthsText()
            + ", "
            + PartitionText.objects(opened.graph().objectCount())
            + (isPart() ? " (salvaged)" : "")
            + "; see .heap(), .info()>";
  }
}
