package heapsh.mat;

import heapsh.HeapException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a temporary directory that only its owner can read, and removes it with all it holds on
 * close, or at the latest when the JVM exits. MAT's parser writes its indexes, which hold heap
 * content, beside the dump, and deletes files there: so it gets a link to the dump in here.
 */
final class PrivateDirectory implements AutoCloseable {
  private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(PrivateDirectory::removeAll));
  }

  private final Path path;

  private PrivateDirectory(Path path) {
    this.path = path;
    OPEN.add(path);
  }

  /**
   * Makes a directory in {@code parent}.
   *
   * @throws HeapException when that cannot be written
   */
  static PrivateDirectory in(Path parent) {
    try {
      // The JDK gives temporary directories to their owner alone where the system can.
      return new PrivateDirectory(Files.createTempDirectory(parent, "heapsh-mat-"));
    } catch (IOException e) {
      throw new HeapException(
          "cannot write into "
              + parent
              + " ("
              + e
              + "); choose another directory with Options.scratchDirectory(dir)",
          e);
    }
  }

  Path path() {
    return path;
  }

  /** Makes a link to a file, under a name of this directory, and returns it. */
  Path link(Path target, String name) {
    Path link = path.resolve(name);
    try {
      return Files.createSymbolicLink(link, target.toRealPath());
    } catch (IOException | UnsupportedOperationException e) {
      return hardLink(target, link);
    }
  }

  /** Links in the way that needs no privilege where symbolic links do. */
  private static Path hardLink(Path target, Path link) {
    try {
      return Files.createLink(link, target);
    } catch (IOException | UnsupportedOperationException e) {
      throw new HeapException(
          "cannot link to "
              + target
              + " from "
              + link.getParent()
              + " ("
              + e
              + "); choose a directory of the same disk with Options.scratchDirectory(dir)",
          e);
    }
  }

  @Override
  public void close() {
    if (OPEN.remove(path)) {
      remove(path);
    }
  }

  private static void removeAll() {
    for (Path directory : OPEN) {
      try {
        remove(directory);
      } catch (HeapException e) {
        System.err.println(
            e.getMessage()); // The others hold heap content too, and go nevertheless.
      }
    }
  }

  /** Removes the directory, if it is still there, and its files; links are not followed. */
  private static void remove(Path directory) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException e) {
      return; // Somebody has removed it before.
    } catch (IOException e) {
      throw new HeapException("cannot remove " + directory + ": " + e, e);
    }
    try {
      Files.deleteIfExists(directory);
    } catch (IOException e) {
      throw new HeapException("cannot remove " + directory + ": " + e, e);
    }
  }
}
