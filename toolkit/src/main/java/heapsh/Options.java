package heapsh;

import heapsh.graph.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Says how a heap is opened. Immutable: every method returns new options.
 *
 * <pre>
 *   Heap.open(path, Options.defaults().scratchDirectory(Path.of("/var/tmp")))
 * </pre>
 */
public final class Options {
  private static final Options DEFAULTS =
      new Options(
          Path.of(System.getProperty("java.io.tmpdir")), Progress.NONE, false, Layout.inferred());

  private final Path scratchDirectory;
  private final Progress progress;
  private final boolean salvage;
  private final Layout layout;

  private Options(Path scratchDirectory, Progress progress, boolean salvage, Layout layout) {
    this.salvage = salvage;
    this.scratchDirectory = scratchDirectory;
    this.progress = progress;
    this.layout = layout;
  }

  /**
   * Returns the options that {@link Heap#open(Path)} takes: scratch in the temporary directory, no
   * progress shown.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code Heap.open(Path.of("crawler.hprof"), Options.defaults())}
   */
  public static Options defaults() {
    return DEFAULTS;
  }

  /**
   * Returns the default options, for a dump that is cut off or damaged: what is readable of it is
   * opened. {@code info()} tells what is lost; every table says that it rests on a part. In the
   * shell they are the variable {@code salvage}. A dump that is whole opens as without them.
   *
   * <p>Roots stand at the end of HotSpot's dumps, so a dump that is cut off has few or none: {@code
   * all()} has every object that was read, {@code heap()} only what the remaining roots reach.
   *
   * <p>Cost: one more walk over the dump's records when it is opened.
   *
   * <p>Example: {@code open("crawler.hprof", salvage)}
   */
  public static Options salvage() {
    return DEFAULTS.withSalvage();
  }

  /**
   * Returns these options for a dump that is cut off or damaged, see {@code salvage()}.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code Options.defaults().scratchDirectory(Path.of("/var/tmp")).withSalvage()}
   */
  public Options withSalvage() {
    return new Options(scratchDirectory, progress, true, layout);
  }

  /**
   * Returns options that put the working file into this directory. It takes about 40 bytes for each
   * object of the heap and is removed when the heap is closed.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code Options.defaults().scratchDirectory(Path.of("/var/tmp"))}
   *
   * @throws HeapException when it is no directory
   */
  public Options scratchDirectory(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new HeapException(
          "no directory " + directory + " for the working file; name one that is there");
    }
    return new Options(directory, progress, salvage, layout);
  }

  /**
   * Returns options that report how far long work has come.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code Options.defaults().progress((phase, done, total, unit) -> {})}
   */
  public Options progress(Progress newProgress) {
    return new Options(
        scratchDirectory, Objects.requireNonNull(newProgress, "progress"), salvage, layout);
  }

  /**
   * Returns options that size objects by this layout instead of the one that addresses tell; what
   * it leaves open is inferred as ever. For dumps whose addresses tell nothing, or tell it wrong.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code Options.defaults().layout(Layout.of("uncompressed references"))}
   */
  public Options layout(Layout newLayout) {
    return new Options(
        scratchDirectory, progress, salvage, Objects.requireNonNull(newLayout, "layout"));
  }

  Path scratchDirectory() {
    return scratchDirectory;
  }

  Progress progress() {
    return progress;
  }

  Layout layout() {
    return layout;
  }

  boolean isSalvage() {
    return salvage;
  }
}
