package heapsh;

import heapsh.graph.HeapGraph;
import heapsh.live.LiveDump;
import java.util.function.Supplier;

/**
 * Gives a heap's graph: one that is open already, or that of a running JVM, which is dumped when
 * the graph is first asked for. Thread-safe.
 */
final class Opened implements AutoCloseable {
  private final Supplier<Opened> opener;
  private final LiveTarget target;
  private final Runnable afterClose;
  private volatile HeapGraph graph;
  private Runnable release = () -> {};

  private Opened(HeapGraph graph, Supplier<Opened> opener, LiveTarget target, Runnable afterClose) {
    this.graph = graph;
    this.opener = opener;
    this.target = target;
    this.afterClose = afterClose;
  }

  /** Holds a graph, and what is left to do when it is closed. */
  static Opened of(HeapGraph graph, Runnable afterClose) {
    return new Opened(graph, null, null, afterClose);
  }

  /** Holds a graph that was read from the dump of a running JVM, which goes with it. */
  static Opened of(HeapGraph graph, LiveDump dump) {
    return of(graph, dump::close);
  }

  /** Holds a running JVM, not dumped yet. */
  static Opened of(LiveTarget target) {
    return new Opened(null, target::dump, target, () -> {});
  }

  /** Returns the running JVM, null when this is a dump file. */
  LiveTarget target() {
    return target;
  }

  /** Tells whether the graph is there: always, but for a running JVM that was not dumped yet. */
  boolean isThere() {
    return graph != null;
  }

  /** Returns the graph; dumps a running JVM when first asked. */
  HeapGraph graph() {
    HeapGraph known = graph;
    return known != null ? known : open();
  }

  private synchronized HeapGraph open() {
    if (graph == null) {
      Opened opened = opener.get();
      release = opened::close;
      graph = opened.graph;
    }
    return graph;
  }

  /** Closes the graph, and deletes the dump of a running JVM; the connection to it stays. */
  @Override
  public synchronized void close() {
    if (opener != null) {
      release.run();
      release = () -> {};
      return;
    }
    try {
      graph.close();
    } finally {
      afterClose.run();
    }
  }
}
