package heapsh.graph;

/**
 * Hears how far long work has come. Called from the thread that asked for the work, some ten times
 * a second at most.
 */
@FunctionalInterface
public interface Progress {
  /** Hears nothing. */
  Progress NONE = (phase, done, total, unit) -> {};

  /**
   * Takes a report.
   *
   * @param phase what is being done, {@code "reading objects"}; a new phase ends the one before;
   *     null ends all
   * @param done how much is done
   * @param total how much there is, 0 when unknown
   * @param unit what is counted, {@code "bytes"} or {@code "objects"}
   */
  void report(String phase, long done, long total, String unit);
}
