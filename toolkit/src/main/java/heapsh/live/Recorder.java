package heapsh.live;

import java.nio.file.Path;

/**
 * Starts, copies and stops recordings of JDK Flight Recorder in a running JVM. Implementations are
 * thread-safe.
 */
public interface Recorder {
  /** What our own recordings are called. */
  String NAME = "heapsh";

  /** The most that a recording of ours takes on the target's disk. */
  String MAX_SIZE = "64m";

  /**
   * Returns what records in the JVM on this machine that has this pid; our own means this JVM.
   *
   * @throws heapsh.HeapException when it cannot be attached to
   */
  static Recorder of(long pid) {
    return pid == ProcessHandle.current().pid() ? new OwnRecorder() : PidRecorder.attach(pid);
  }

  /** Returns what records in a JVM on another host. */
  static Recorder of(JmxSource source) {
    return new JmxRecorder(source);
  }

  /**
   * Starts a recording of ours: the JDK's {@code profile} settings, which sample allocations and
   * old objects with their stacks.
   *
   * @throws heapsh.HeapException when one of ours runs already, or the JVM has no Flight Recorder
   *     or does not allow it
   */
  void start();

  /**
   * Ends our recording; others go on.
   *
   * @throws heapsh.HeapException when there is none
   */
  void stop();

  /**
   * Copies what was recorded so far into a file on this machine; the recording goes on.
   *
   * @param withPaths whether the target also finds what holds the sampled old objects, for which it
   *     stands still and walks its heap
   * @param reader reads the file, which is gone afterwards
   * @return what the reader returns
   * @throws heapsh.HeapException when nothing records there, or it cannot be copied
   */
  <T> T copy(boolean withPaths, Reader<T> reader);

  /** Reads a copy. */
  @FunctionalInterface
  interface Reader<T> {
    /** Reads a file that is there only during this call. */
    T read(Path file);
  }
}
