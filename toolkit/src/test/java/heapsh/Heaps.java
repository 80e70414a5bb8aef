package heapsh;

import heapsh.fixtures.Dump;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Opens dumps for tests. */
final class Heaps {
  private Heaps() {}

  /** Writes a dump into a directory and opens it; its working file goes there too. */
  static Heap of(Path directory, Consumer<Dump> content) {
    return of(directory, "test.hprof", content);
  }

  static Heap of(Path directory, String name, Consumer<Dump> content) {
    Path dump = Dump.write(directory.resolve(name), content);
    return Heap.open(dump, Options.defaults().scratchDirectory(directory));
  }
}
