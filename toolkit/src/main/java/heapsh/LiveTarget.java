package heapsh;

import heapsh.live.ClassHistogram;
import heapsh.live.HistogramSource;
import heapsh.live.JmxSource;
import heapsh.live.LiveDump;
import heapsh.render.SafeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Stands for a running JVM: takes histograms of it and remembers those looks, and dumps it.
 * Thread-safe.
 */
final class LiveTarget {
  private final HistogramSource source;
  private final long pid;
  private final Options options;
  private final boolean garbage;
  private final Looks looks = new Looks();
  private LiveTarget withGarbage;
  private boolean told;
  private String dumpThere;

  private LiveTarget(HistogramSource source, long pid, Options options, boolean garbage) {
    this.source = source;
    this.pid = pid;
    this.options = options;
    this.garbage = garbage;
  }

  /** Attaches to a JVM on this machine; it is not dumped. */
  static LiveTarget attach(long pid, Options options) {
    return new LiveTarget(HistogramSource.of(pid), pid, options, false);
  }

  /** Takes a connection to a JVM on another host. */
  static LiveTarget remote(JmxSource source, Options options) {
    return new LiveTarget(source, -1, options, false);
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
      withGarbage = new LiveTarget(source, pid, options, true);
    }
    return withGarbage;
  }

  /** Takes a histogram that no growth is compared with. */
  ClassHistogram histogram() {
    return source.take(!garbage);
  }

  /** Takes a histogram and says what has grown since those before. */
  synchronized Growth growth() {
    return looks.add(source.describe(), histogram()).withNote(collectionNote());
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
    LiveDump dump = LiveDump.take(pid, garbage, System.out::println);
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

  private static void delete(Path dump) {
    try {
      Files.deleteIfExists(dump);
    } catch (IOException e) {
      throw new HeapException(
          "cannot delete the dump " + dump + ": " + e.getMessage() + "; it is yours to delete", e);
    }
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
