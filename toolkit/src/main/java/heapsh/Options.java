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
          Engine.NATIVE, Path.of(System.getProperty("java.io.tmpdir")), Progress.NONE, false);

  private final Engine engine;
  private final Path scratchDirectory;
  private final Progress progress;
  private final boolean salvage;

  private Options(Engine engine, Path scratchDirectory, Progress progress, boolean salvage) {
    this.engine = engine;
    this.salvage = salvage;
    this.scratchDirectory = scratchDirectory;
    this.progress = progress;
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
   * Returns the defaults, but for the engine that reads the dump. MAT's is slower, needs memory for
   * every object and knows strong references only; it is there to compare with.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code Heap.open(Path.of("crawler.hprof"), Options.engine(MAT))}
   */
  public static Options engine(Engine engine) {
    return DEFAULTS.withEngine(engine);
  }

  /**
   * Returns these options, but for the engine that reads the dump.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code Options.defaults().scratchDirectory(Path.of("/var/tmp")).withEngine(MAT)}
   */
  public Options withEngine(Engine newEngine) {
    return new Options(
        Objects.requireNonNull(newEngine, "engine"), scratchDirectory, progress, salvage);
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
    return new Options(engine, scratchDirectory, progress, true);
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
    return new Options(engine, directory, progress, salvage);
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
        engine, scratchDirectory, Objects.requireNonNull(newProgress, "progress"), salvage);
  }

  Engine engine() {
    return engine;
  }

  Path scratchDirectory() {
    return scratchDirectory;
  }

  Progress progress() {
    return progress;
  }

  boolean isSalvage() {
    return salvage;
  }
}
