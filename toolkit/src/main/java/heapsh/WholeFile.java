package heapsh;

import heapsh.render.SafeText;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Writes text files that only their owner can read and of which no half is ever seen: beside the
 * file first, then moved there.
 */
final class WholeFile {
  private WholeFile() {}

  /** Writes the content of a file. */
  @FunctionalInterface
  interface Content {
    void writeTo(Writer out) throws IOException;
  }

  /**
   * Writes in UTF-8, in place of an older file of that name.
   *
   * @throws HeapException when it cannot be written
   */
  static void write(Path path, Content content) {
    Path file = path.toAbsolutePath();
    Path part = null;
    try {
      if (Files.isDirectory(file)) {
        throw new HeapException(
            "cannot write " + SafeText.of(path.toString(), 200) + ": it is a directory");
      }
      part = Files.createTempFile(file.getParent(), ".heapsh-", ".part", ownerOnly());
      try (BufferedWriter out = Files.newBufferedWriter(part)) {
        content.writeTo(out);
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      delete(part, e);
      throw new HeapException(
          "cannot write " + SafeText.of(path.toString(), 200) + ": " + reason(e), e);
    }
  }

  private static void delete(Path part, IOException failure) {
    if (part != null) {
      try {
        Files.deleteIfExists(part);
      } catch (IOException e) {
        failure.addSuppressed(e);
      }
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such directory";
    }
    return e instanceof AccessDeniedException ? "not allowed" : String.valueOf(e.getMessage());
  }
}
