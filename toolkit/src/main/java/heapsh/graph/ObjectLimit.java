package heapsh.graph;

import heapsh.HeapException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Holds the limit that int indexes set, and counts records against it while a dump is scanned: a
 * dump above it is refused before a column is allocated. Thread-safe.
 */
final class ObjectLimit {
  /** One index is kept to mean "no object" in reference rows. */
  static final int MAX_OBJECTS = Integer.MAX_VALUE - 1;

  private final String file;
  private final long most;
  private final AtomicLong records = new AtomicLong();

  /**
   * Makes a count for one scan.
   *
   * @param file what messages call the dump
   * @param most how many objects may be opened
   */
  ObjectLimit(String file, long most) {
    this.file = file;
    this.most = most;
  }

  /**
   * Adds object records to the count.
   *
   * @throws HeapException when they are too many
   */
  void add(long more) {
    if (records.addAndGet(more) > most) {
      throw new HeapException(
          file
              + ": the dump holds more than "
              + most
              + " objects, the most that can be opened; take a dump of live objects only"
              + " (jcmd PID GC.heap_dump), or of a smaller heap");
    }
  }

  /** Begins a scan anew. */
  void reset() {
    records.set(0);
  }
}
