package heapsh;

import heapsh.live.RecordedSamples;
import java.nio.file.Path;

/**
 * Opens a saved recording of Flight Recorder ({@code .jfr}), for what it tells of the heap.
 * Immutable.
 */
public final class Recording implements Rich {
  private final String name;
  private final RecordedSamples samples;

  private Recording(String name, RecordedSamples samples) {
    this.name = name;
    this.samples = samples;
  }

  /**
   * Reads a recording; {@code jcmd PID JFR.dump path-to-gc-roots=true filename=x.jfr} writes one.
   *
   * <p>Cost: reads the file once.
   *
   * <p>Example: {@code Recording.open(Path.of("x.jfr"))}
   *
   * @throws HeapException when there is no such file, or it is no recording or a damaged one
   */
  public static Recording open(Path file) {
    return new Recording(String.valueOf(file.getFileName()), RecordedSamples.read(file));
  }

  /**
   * Lists objects that were sampled when they were made and alive when the recording was written.
   *
   * <p>Cost: O(samples).
   *
   * <p>Example: {@code recording("x.jfr").leakCandidates()}
   *
   * @throws HeapException when it has no such samples
   */
  public LeakCandidates leakCandidates() {
    return LeakCandidates.of(name, samples);
  }

  /**
   * Tells where the objects of each class were made.
   *
   * <p>Cost: O(samples).
   *
   * <p>Example: {@code recording("x.jfr").byProd()}
   *
   * @throws HeapException when it has no such samples
   */
  public AllocationSites byProd() {
    return AllocationSites.of(name, samples, null);
  }

  @Override
  public String toString() {
    return "Recording "
        + heapsh.render.SafeText.of(name, 60)
        + ": leakCandidates(), byProd() tell what it saw of the heap.";
  }
}
