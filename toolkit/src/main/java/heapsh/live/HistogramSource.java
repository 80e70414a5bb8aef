package heapsh.live;

import java.util.OptionalLong;

/**
 * Takes class histograms of one target, again and again: a running JVM here, this very one, or one
 * on another host. Implementations are thread-safe; looks at the same target wait for each other,
 * so that the target never makes two at once.
 */
public interface HistogramSource extends AutoCloseable {
  /**
   * Attaches to a JVM on this machine; our own pid means {@link #ofSelf}. Nothing runs inside that
   * JVM but HotSpot's own attach listener.
   *
   * @throws heapsh.HeapException when there is no such JVM or it cannot be attached to; says what
   *     to do
   */
  static HistogramSource of(long pid) {
    return pid == ProcessHandle.current().pid() ? ofSelf() : PidSource.attach(pid);
  }

  /** Looks at this very JVM. */
  static HistogramSource ofSelf() {
    return new SelfSource();
  }

  /**
   * Connects to a JVM over remote JMX.
   *
   * @throws heapsh.HeapException when it cannot be reached or refuses; says what to do
   */
  static JmxSource of(JmxAddress address) {
    return JmxSource.connect(address);
  }

  /**
   * Takes a histogram now. The target stands still meanwhile: for its full collection, when only
   * live objects count, and for one walk over its heap.
   *
   * @param liveOnly whether the target collects its garbage first, so that only live objects count
   * @throws heapsh.HeapException when the target is gone, does not answer or refuses; in one line.
   *     A later call may succeed: a connection that was lost is made anew
   */
  ClassHistogram take(boolean liveOnly);

  /** Returns the target's pid on this machine; empty for one on another host. */
  default OptionalLong pid() {
    return OptionalLong.empty();
  }

  /** Returns what the target is, for a reader: {@code JVM 1234 (com.acme.Main)}; printable. */
  String describe();

  /** Tells whether {@code take(true)} makes the target collect its garbage. */
  boolean causesCollection();

  /** Ends the connection to the target; the target goes on. Later calls do nothing. */
  @Override
  void close();
}
