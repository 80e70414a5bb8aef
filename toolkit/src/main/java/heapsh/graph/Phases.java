package heapsh.graph;

import heapsh.HeapException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Runs the phases of an open graph: takes their results from the index from before, as far as it
 * has them, and has those that were computed written into the next one. Thread-safe.
 */
final class Phases {
  private final Scratch scratch;
  private final Progress progress;
  private final KeptIndex keptIndex;

  /** The index from before, until it proves damaged; null when there is none. */
  private volatile IndexFile index;

  private volatile boolean closed;

  /** Runs phases of a graph whose index from before is this one, null when it has none. */
  Phases(IndexFile index, KeptIndex keptIndex, Scratch scratch, Progress progress) {
    this.index = index;
    this.keptIndex = keptIndex;
    this.scratch = scratch;
    this.progress = progress;
  }

  void checkOpen() {
    if (closed) {
      throw new HeapException("this heap is closed; open it again");
    }
  }

  /** Lets go of the index, so that what is mapped can be unmapped; nothing runs from now on. */
  void close() {
    closed = true;
    index = null;
  }

  /** Returns the index from before; null when there is none, or no longer. */
  IndexFile index() {
    return index;
  }

  /** Does without the index from before altogether, because it is damaged. */
  void refuseIndex(UnusableIndexException why) {
    keptIndex.refuse(why);
    index = null;
  }

  /** Runs a phase, with the memory it needs; the index is not written meanwhile. */
  <T> T run(Supplier<T> work) {
    checkOpen();
    keptIndex.begin();
    try {
      return scratch.attempt(work);
    } finally {
      keptIndex.end();
      progress.report(null, 0, 0, "");
    }
  }

  /** Takes the result of a phase from the index, or computes it, to be kept in the next index. */
  <T> T keptOr(String prefix, Function<IndexFile, T> fromIndex, Supplier<T> work) {
    checkOpen();
    IndexFile from = index;
    if (from != null && from.hasAny(prefix)) {
      try {
        return run(
            () -> {
              from.verify(prefix, progress);
              return fromIndex.apply(from);
            });
      } catch (UnusableIndexException e) {
        drop(from, prefix, e);
      }
    }
    T result = run(work);
    keptIndex.change();
    return result;
  }

  /** Takes a small section from the index; null when it has none that can be used. */
  <T> T keptOrNull(String name, Function<IndexFile, T> fromIndex) {
    checkOpen();
    IndexFile from = index;
    if (from == null || !from.has(name)) {
      return null;
    }
    try {
      return fromIndex.apply(from);
    } catch (UnusableIndexException e) {
      drop(from, name, e);
      return null;
    }
  }

  private void drop(IndexFile from, String prefix, UnusableIndexException why) {
    from.drop(prefix);
    keptIndex.refuse(why);
    keptIndex.change();
  }

  /** Adds what the index from before has of a phase to a new one; tells whether it has that. */
  boolean keepAgain(SectionList out, String prefix) {
    IndexFile from = index;
    if (from == null) {
      return false;
    }
    try {
      from.verify(prefix, Progress.NONE);
      return from.keep(out, prefix);
    } catch (UnusableIndexException e) {
      from.drop(prefix); // It is damaged: what has been computed since takes its place.
      return false;
    }
  }
}
