package heapsh;

import heapsh.fixtures.Dump;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Opens dumps for tests, with the engine that the build says: the tests of the API run once over
 * each, see {@link EngineLimits}.
 */
final class Heaps {
  private static final String PROPERTY = "heapsh.test.engine";

  private Heaps() {}

  /** Returns the engine under test. */
  static Engine engine() {
    return Engine.valueOf(System.getProperty(PROPERTY, Engine.NATIVE.name()));
  }

  /** Opens a dump; its working files go into the directory. */
  static Heap open(Path dump, Path directory) {
    return Heap.open(dump, Options.engine(engine()).scratchDirectory(directory));
  }

  /** Writes a dump into a directory and opens it; its working files go there too. */
  static Heap of(Path directory, Consumer<Dump> content) {
    return of(directory, "test.hprof", content);
  }

  static Heap of(Path directory, String name, Consumer<Dump> content) {
    return open(Dump.write(directory.resolve(name), content), directory);
  }
}
