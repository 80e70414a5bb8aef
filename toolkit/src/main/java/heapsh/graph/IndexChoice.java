package heapsh.graph;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * Says where the index of a dump is kept, if it is. Immutable.
 *
 * <p>Beside the dump it is called like the dump with {@code .heapsh} behind; in another directory a
 * number that follows from the dump's path comes between, so that dumps of one name do not share an
 * index. A symbolic link counts as the dump: the index is beside the link.
 */
public final class IndexChoice {
  private static final String SUFFIX = ".heapsh";

  private final Path directory;
  private final String whyNone;
  private final String settings;
  private final long room;

  private IndexChoice(Path directory, String whyNone, String settings, long room) {
    this.directory = directory;
    this.whyNone = whyNone;
    this.settings = settings;
    this.room = room;
  }

  /**
   * Returns the choice to keep no index.
   *
   * @param reason completes "none: "
   */
  public static IndexChoice none(String reason) {
    return new IndexChoice(null, reason, "", 0);
  }

  /** Returns the choice to keep the index beside the dump. */
  public static IndexChoice besideDump() {
    return new IndexChoice(null, null, "", Long.MAX_VALUE);
  }

  /** Returns the choice to keep the index in a directory. */
  public static IndexChoice in(Path directory) {
    return new IndexChoice(directory, null, "", Long.MAX_VALUE);
  }

  /**
   * Returns the choice with what else decides what the columns hold, such as an object layout that
   * the user chose: an index of other settings is written anew.
   */
  public IndexChoice settings(String newSettings) {
    return new IndexChoice(directory, whyNone, newSettings, room);
  }

  /** Returns the choice with a bound for the size of the index, in bytes. */
  public IndexChoice atMost(long bytes) {
    return new IndexChoice(directory, whyNone, settings, bytes);
  }

  boolean isNone() {
    return whyNone != null;
  }

  /** Returns why there is to be no index, or null when there is to be one. */
  String whyNone() {
    return whyNone;
  }

  long room() {
    return room;
  }

  /** Returns what an index depends on beside the dump. */
  String key() {
    String version = IndexChoice.class.getPackage().getImplementationVersion();
    return "heapsh " + (version == null ? "development" : version) + " " + settings;
  }

  /** Returns where the index of a dump is to be. */
  Path file(Path dump) {
    Path absolute = dump.toAbsolutePath().normalize();
    if (directory == null) {
      return absolute.resolveSibling(absolute.getFileName() + SUFFIX);
    }
    CRC32C sum = new CRC32C();
    sum.update(absolute.toString().getBytes(StandardCharsets.UTF_8));
    String number = String.format("-%08x", sum.getValue());
    return directory.toAbsolutePath().resolve(absolute.getFileName() + number + SUFFIX);
  }
}
