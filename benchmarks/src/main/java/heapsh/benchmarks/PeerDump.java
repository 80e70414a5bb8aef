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
    Path link = link(argument);
    List<Path> beside = filesIn(link.getParent());
    if (beside.size() != 1) {
      throw new IllegalArgumentException(
          link + " is not alone in its directory: make an empty one and link the dump there");
    }
    return link;
  }

  /**
   * Returns the dump, which must be a symbolic link and have indexes of an earlier opening beside.
   *
   * @throws IllegalArgumentException when it is not
   */
  static Path again(String argument) {
    Path link = link(argument);
    if (filesIn(link.getParent()).size() == 1) {
      throw new IllegalArgumentException(link + " has no index beside it: open it once before");
    }
    return link;
  }

  private static Path link(String argument) {
    Path link = Path.of(argument).toAbsolutePath();
    if (!Files.isSymbolicLink(link)) {
      throw new IllegalArgumentException(
          link + " is no symbolic link: indexes would land beside the dump itself; link it");
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
