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

  /** Tells whether the target is gone for good: its process has ended. O(1), asks no JVM. */
  boolean hasEnded();

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
