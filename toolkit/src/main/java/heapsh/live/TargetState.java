package heapsh.live;

import java.util.OptionalLong;

/**
 * Tells what a watch must know of its target besides histograms. A {@link HistogramSource} that
 * knows it implements this too. Implementations are thread-safe.
 */
public interface TargetState {
  /** Knows nothing: for a source that only has histograms. */
  TargetState UNKNOWN =
      new TargetState() {
        @Override
        public boolean hasEnded() {
          return false;
        }

        @Override
        public OptionalLong startMillis() {
          return OptionalLong.empty();
        }

        @Override
        public OptionalLong maxHeapBytes() {
          return OptionalLong.empty();
        }
      };

  /** Returns what a source knows of its target besides histograms. */
  static TargetState of(HistogramSource source) {
    return source instanceof TargetState state ? state : UNKNOWN;
  }

  /** Tells whether the target's process has ended. O(1), asks no JVM. */
  boolean hasEnded();

  /**
   * Goes on with the process that was started in the place of one that has ended, if there is
   * exactly one.
   *
   * @return whether there is; later calls of everything mean that one
   */
  default boolean follow() {
    return false;
  }

  /**
   * Returns when the target was started, which tells one run of it from the next; empty when that
   * is unknown.
   *
   * @throws heapsh.HeapException when it does not answer
   */
  OptionalLong startMillis();

  /**
   * Returns to how many bytes the target's heap may grow; empty when that is unknown.
   *
   * @throws heapsh.HeapException when it does not answer
   */
  OptionalLong maxHeapBytes();
}
