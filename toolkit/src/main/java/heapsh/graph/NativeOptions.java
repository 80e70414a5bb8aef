package heapsh.graph;

import java.nio.file.Path;

/**
 * Says how the native engine opens a dump.
 *
 * @param scratchDirectory where the columns' file goes; it needs about 40 bytes per object; removed
 *     on close
 * @param layout chooses the object layout once every object was seen
 * @param progress hears how far long phases are
 * @param salvage whether a damaged dump is opened as far as it is readable
 * @param index where the index is kept; of what is salvaged none is
 * @param series whose scratch file is used; null for one of its own
 */
public record NativeOptions(
    Path scratchDirectory,
    LayoutChoice layout,
    Progress progress,
    boolean salvage,
    IndexChoice index,
    ScratchSeries series) {
  /** Makes options that keep no index. */
  public NativeOptions(
      Path scratchDirectory, LayoutChoice layout, Progress progress, boolean salvage) {
    this(scratchDirectory, layout, progress, salvage, IndexChoice.none("switched off"), null);
  }

  /** Makes options for a dump that must be whole, and that keep no index. */
  public NativeOptions(Path scratchDirectory, LayoutChoice layout, Progress progress) {
    this(scratchDirectory, layout, progress, false);
  }

  Scratch scratch() {
    return series == null ? Scratch.in(scratchDirectory) : series.next(scratchDirectory);
  }

  /** Chooses an object layout for a dump. */
  @FunctionalInterface
  public interface LayoutChoice {
    /**
     * Returns the layout for a dump.
     *
     * @param graph the dump's graph, whole but for its sizes, which must not be asked for
     * @param evidence what the addresses tell
     */
    ObjectLayout choose(HeapGraph graph, LayoutEvidence evidence);
  }
}
