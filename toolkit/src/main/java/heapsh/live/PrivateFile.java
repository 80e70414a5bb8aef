package heapsh.live;

import heapsh.HeapException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file in a temporary directory of its own that only its owner can enter; both go on close, at
 * the latest when the JVM ends.
 */
final class PrivateFile implements AutoCloseable {
  private static final Set<PrivateFile> OPEN = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> OPEN.forEach(PrivateFile::close), "heapsh-cleanup"));
  }

  private final Path directory;
  private final Path path;

  private PrivateFile(Path directory, Path path) {
    this.directory = directory;
    this.path = path;
  }

  /**
   * Makes the directory under {@code java.io.tmpdir} as it is set now; the file itself is left for
   * others to write.
   *
   * @throws HeapException when it cannot be made
   */
  static PrivateFile in(String fileName) {
    Path parent = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
    try {
      Path directory = Files.createTempDirectory(parent, "heapsh-", ownerOnly());
      PrivateFile file = new PrivateFile(directory, directory.resolve(fileName));
      OPEN.add(file);
      return file;
    } catch (IOException e) {
      throw new HeapException(
          "cannot make a directory in " + parent + " (" + e.getMessage() + "); " + elsewhere(), e);
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0]; // elsewhere a user's temporary directory is private
  }

  Path path() {
    return path;
  }

  /**
   * Hands the directory to the user that will write the file; for root, who can read it all the
   * same.
   */
  void giveTo(String user) {
    try {
      UserPrincipal owner =
          directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user);
      Files.setOwner(directory, owner);
    } catch (IOException e) {
      throw new HeapException(
          "cannot hand " + directory + " to " + user + ": " + e.getMessage(), e);
    }
  }

  /**
   * Checks that there is room.
   *
   * @throws HeapException when fewer bytes are free
   */
  void checkRoom(long bytes) {
    long free = freeBytes();
    if (free < bytes) {
      throw new HeapException(
          String.format(
              Locale.ROOT,
              "%s has %s free and the dump may need %s; %s",
              directory.getParent(),
              mib(free),
              mib(bytes),
              elsewhere()));
    }
  }

  /** Returns the bytes free where the file stands. */
  long freeBytes() {
    try {
      FileStore store = Files.getFileStore(directory);
      return store.getUsableSpace();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String elsewhere() {
    return "choose another place: System.setProperty(\"java.io.tmpdir\", \"/big/disk\")";
  }

  static String mib(long bytes) {
    return String.format(Locale.ROOT, "%.1f MiB", bytes / (1024.0 * 1024.0));
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(path);
      Files.deleteIfExists(directory);
    } catch (IOException e) {
      throw new HeapException("cannot delete " + directory + ": " + e.getMessage(), e);
    } finally {
      OPEN.remove(this);
    }
  }
}
