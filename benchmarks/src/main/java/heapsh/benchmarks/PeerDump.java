package heapsh.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks the dump that a peer is given: MAT's parser and the NetBeans library write gigabytes of
 * indexes beside it, and take what an earlier run has left there.
 */
final class PeerDump {
  private PeerDump() {}

  /**
   * Returns the dump, which must be a symbolic link in a directory that holds nothing else.
   *
   * @throws IllegalArgumentException when it is not: indexes would land beside the real dump, or
   *     old ones would be used
   */
  static Path of(String argument) {
    Path link = Path.of(argument).toAbsolutePath();
    List<Path> beside = filesIn(link.getParent());
    if (!Files.isSymbolicLink(link) || beside.size() != 1) {
      throw new IllegalArgumentException(
          link + " is not a link alone in its directory: make a directory and link the dump there");
    }
    return link;
  }

  private static List<Path> filesIn(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.toList();
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot list " + directory, e);
    }
  }
}
