package heapsh;

import heapsh.live.ClassHistogram;
import heapsh.live.DumpRoom;
import heapsh.live.HistogramSource;
import heapsh.live.JmxSource;
import heapsh.live.LiveDump;
import heapsh.live.LookTimer;
import heapsh.live.RecordedSamples;
import heapsh.live.Recorder;
import heapsh.live.TargetState;
import heapsh.render.SafeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Stands for a running JVM: takes histograms of it and remembers those looks, and dumps it.
 * Thread-safe.
 */
final class LiveTarget {
  private final HistogramSource source;
  private final Options options;
  private final boolean garbage;
  private final TargetState state;
  private Looks looks = new Looks();
  private Growth latest;
  private OptionalLong startMillis = OptionalLong.empty();
  private LiveTarget withGarbage;
  private Recorder recorder;
  private boolean told;
  private ClassHistogram lastIds;
  private String dumpThere;

  private LiveTarget(HistogramSource source, Options options, boolean garbage) {
    this.source = source;
    this.options = options;
    this.garbage = garbage;
    state = TargetState.of(source);
  }

  /** Attaches to a JVM on this machine; it is not dumped. */
  static LiveTarget attach(long pid, Options options) {
    return new LiveTarget(HistogramSource.of(pid), options, false);
  }

  /** Takes a connection to a JVM on another host. */
  static LiveTarget remote(JmxSource source, Options options) {
    return new LiveTarget(source, options, false);
  }

  /** Returns what takes histograms of this JVM. */
  HistogramSource source() {
    return source;
  }

  /** Tells whether looks count live objects only, which costs that JVM a full collection each. */
  boolean isLiveOnly() {
    return !garbage;
  }

  /** Returns the same JVM, counted without collections, garbage and all; it has its own looks. */
  synchronized LiveTarget includingGarbage() {
    if (garbage) {
      return this;
    }
    if (withGarbage == null) {
      withGarbage = new LiveTarget(source, options, true);
    }
    return withGarbage;
  }

  /** Keeps a look for newIds() and returns the one before, null at first. */
  synchronized ClassHistogram lastIds(ClassHistogram now) {
    ClassHistogram before = lastIds;
    lastIds = now;
    return before;
  }

  /** Returns what growth() said last, null when nobody asked. */
  synchronized Growth latestGrowth() {
    return latest;
  }

  /** Takes a histogram that no growth is compared with. */
  ClassHistogram histogram() {
    return source.take(!garbage);
  }

  /**
   * Takes a histogram and says what has grown since those before, of this run of the target: one
   * that was started anew has no growth to show yet.
   */
  synchronized Growth growth() {
    OptionalLong start = state.startMillis();
    boolean anew = startMillis.isPresent() && !startMillis.equals(start);
    if (anew) {
      looks = new Looks();
      recorder = null;
    }
    startMillis = start;
    Growth growth = looks.add(source.describe(), histogram());
    String note =
        anew ? source.describe() + " was started anew: what was before counts no more." : "";
    latest = growth.withNote(note.isEmpty() ? collectionNote() : note);
    return latest;
  }

  /** Returns the line that says that a look causes a full collection; the first time only. */
  synchronized String collectionNote() {
    if (garbage || told || !source.causesCollection()) {
      return "";
    }
    told = true;
    return "Each look makes that JVM collect its garbage; includingGarbage() does not.";
  }

  /** Dumps the JVM and opens the dump. */
  Opened dump() {
    if (source instanceof JmxSource remote) {
      return dumpThere(remote);
    }
    LiveDump dump = LiveDump.take(pid(), garbage, System.out::println);
    try {
      return Opened.of(Heap.graph(dump.path(), options.noIndex()), dump);
    } catch (RuntimeException | Error e) {
      dump.close();
      throw e;
    }
  }

  private synchronized Opened dumpThere(JmxSource remote) {
    if (dumpThere == null) {
      System.out.println("Pausing the " + remote.describe() + " to dump its heap, on its host ...");
      dumpThere = remote.dumpThere(garbage);
    }
    Path here = Path.of(dumpThere);
    if (remote.isThisHost() && Files.isReadable(here)) {
      here.toFile().deleteOnExit();
      dumpThere = null; // it goes with the heap
      return Opened.of(Heap.graph(here, options.noIndex()), () -> delete(here));
    }
    throw new HeapException(
        "the dump of the "
            + remote.describe()
            + " is on its host: "
            + SafeText.of(dumpThere, 300)
            + "; copy it here, open(...) it, and delete it there");
  }

  /**
   * Begins to watch.
   *
   * @param out hears each block
   */
  Watch watch(Duration every, LookTimer timer, Consumer<String> out) {
    boolean here = !(source instanceof JmxSource);
    return Watch.start(
        source,
        new WatchDump(this::dumped, here ? DumpRoom::check : bytes -> {}, out),
        every,
        !garbage,
        timer,
        out);
  }

  private Heap dumped() {
    forgetDump();
    return new Heap(dump(), options.progress());
  }

  /** Gives what records in that JVM. */
  synchronized Recorder recorder() {
    if (recorder == null) {
      recorder = source instanceof JmxSource remote ? Recorder.of(remote) : Recorder.of(pid());
    }
    return recorder;
  }

  /**
   * Copies what was recorded, and lists the old objects in it: those that survived a collection,
   * which a look at live objects causes.
   */
  LeakCandidates leakCandidates() {
    if (!garbage) {
      histogram();
    }
    return LeakCandidates.of(name(), recorder().copy(true, RecordedSamples::read));
  }

  /** Copies what was recorded, and lists where these classes were made; null means all. */
  AllocationSites allocationSites(Set<String> classNames) {
    return AllocationSites.of(name(), recorder().copy(false, RecordedSamples::read), classNames);
  }

  private static void delete(Path dump) {
    try {
      Files.deleteIfExists(dump);
    } catch (IOException e) {
      throw new HeapException(
          "cannot delete the dump " + dump + ": " + e.getMessage() + "; it is yours to delete", e);
    }
  }

  private long pid() {
    return source.pid().orElseThrow();
  }

  /** Ends the connection. */
  void close() {
    source.close();
  }

  /** Forgets the dump on another host, so that the next one is taken anew. */
  synchronized void forgetDump() {
    dumpThere = null;
  }

  String name() {
    return source.describe();
  }
}
