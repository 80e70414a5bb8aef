package heapsh.live;

/**
 * Takes class histograms of one target, again and again: a running JVM here, this very one, or one
 * on another host. Implementations are thread-safe; looks at the same target wait for each other,
 * so that the target never makes two at once.
 */
public interface HistogramSource extends AutoCloseable {
  /**
   * Takes a histogram now. The target stands still meanwhile: for its full collection, when only
   * live objects count, and for one walk over its heap.
   *
   * @param liveOnly whether the target collects its garbage first, so that only live objects count
   * @throws heapsh.HeapException when the target is gone, does not answer or refuses; in one line.
   *     A later call may succeed: a connection that was lost is made anew
   */
  ClassHistogram take(boolean liveOnly);

  /** Returns what the target is, for a reader: {@code JVM 1234 (com.acme.Main)}; printable. */
  String describe();

  /** Tells whether {@code take(true)} makes the target collect its garbage. */
  boolean causesCollection();

  /** Ends the connection to the target; the target goes on. Later calls do nothing. */
  @Override
  void close();
}
