package heapsh;

import heapsh.graph.IndexChoice;
import heapsh.graph.Progress;
import heapsh.graph.ScratchSeries;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Says how a heap is opened. Immutable: every method returns new options.
 *
 * <pre>
 *   Heap.open(path, Options.defaults().scratchDirectory(Path.of("/var/tmp")))
 * </pre>
 */
public final class Options {
  private static final String INDEX_PROPERTY = "heapsh.index";
  private static final Options DEFAULTS = new Options();

  private Engine engine = Engine.NATIVE;
  private Path scratchDirectory = Path.of(System.getProperty("java.io.tmpdir"));
  private Progress progress = Progress.NONE;
  private boolean salvage;
  private Layout layout = Layout.inferred();
  private IndexChoice index = defaultIndex();
  private ScratchSeries series;

  private Options() {}

  /** Returns a copy with one thing changed: no Options changes once others see it. */
  private Options with(Consumer<Options> change) {
    Options copy = new Options();
    copy.engine = engine;
    copy.scratchDirectory = scratchDirectory;
    copy.progress = progress;
    copy.salvage = salvage;
    copy.layout = layout;
    copy.index = index;
    copy.series = series;
    change.accept(copy);
    return copy;
  }

  /** Reads the property heapsh.index: none, or a directory; without it, beside the dump. */
  private static IndexChoice defaultIndex() {
    String choice = System.getProperty(INDEX_PROPERTY, "");
    return switch (choice) {
      case "" -> IndexChoice.besideDump();
      case "none" -> IndexChoice.none("switched off by -D" + INDEX_PROPERTY + "=none");
      default -> IndexChoice.in(Path.of(choice));
    };
  }

  /**
   * Returns the options that {@link Heap#open(Path)} takes: scratch in the temporary directory, the
   * index beside the dump, no progress shown. The system property heapsh.index names another
   * directory for indexes, or is none for no index.
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
    Objects.requireNonNull(newEngine, "engine");
    return with(copy -> copy.engine = newEngine);
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
    return with(copy -> copy.salvage = true);
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
    return with(copy -> copy.scratchDirectory = directory);
  }

  /**
   * Returns options that report how far long work has come.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code Options.defaults().progress((phase, done, total, unit) -> {})}
   */
  public Options progress(Progress newProgress) {
    Objects.requireNonNull(newProgress, "progress");
    return with(copy -> copy.progress = newProgress);
  }

  /**
   * Returns options that keep the index in this directory instead of beside the dump. The index
   * makes the next opening of the same dump instant; it is written when the heap is idle or closed,
   * readable by its owner only, and as large as half of the dump or so. Where it cannot be written,
   * info() says why, and queries answer all the same.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code Options.defaults().indexDirectory(Path.of("/var/tmp"))}
   *
   * @throws HeapException when it is no directory
   */
  public Options indexDirectory(Path directory) {
    if (!Files.isDirectory(directory)) {
      throw new HeapException(
          "no directory " + directory + " for the index; name one that is there");
    }
    return with(copy -> copy.index = IndexChoice.in(directory));
  }

  /**
   * Returns options that neither read nor write an index: every opening reads the dump anew.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code Heap.open(Path.of("crawler.hprof"), Options.defaults().noIndex())}
   */
  public Options noIndex() {
    return with(copy -> copy.index = IndexChoice.none("switched off"));
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
    Objects.requireNonNull(newLayout, "layout");
    return with(copy -> copy.layout = newLayout);
  }

  Engine engine() {
    return engine;
  }

  /**
   * Returns these options with a scratch file that heaps share which are open one after another.
   */
  Options sharing(ScratchSeries scratch) {
    return with(copy -> copy.series = scratch);
  }

  /** Returns the scratch file that heaps share, or null. */
  ScratchSeries series() {
    return series;
  }

  Path scratchDirectory() {
    return scratchDirectory;
  }

  IndexChoice index() {
    return index;
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
