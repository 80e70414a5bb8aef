package heapsh.graph;

import heapsh.hprof.Losses;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds facts about a dump and how it was read.
 *
 * @param path the dump file
 * @param format the name in its header, {@code JAVA PROFILE 1.0.2}
 * @param idBytes identifier size, 4 or 8
 * @param time when the dump was taken, by its header
 * @param fileBytes size of the file
 * @param layout the object layout behind shallow sizes, in words, and how it was chosen
 * @param engine which engine read it
 * @param openTime how long opening took
 * @param losses what of a damaged dump could not be read
 * @param heapNames names of the heaps that Android tells apart, sorted: app, image, zygote; empty
 *     for other dumps
 * @param warnings what a reader of results must know, such as losses; empty when all is well
 */
public record GraphInfo(
    Path path,
    String format,
    int idBytes,
    Instant time,
    long fileBytes,
    String layout,
    String engine,
    Duration openTime,
    Losses losses,
    List<String> heapNames,
    List<String> warnings) {
  /** Makes the facts of a dump that is whole and not of Android. */
  public GraphInfo(
      Path path,
      String format,
      int idBytes,
      Instant time,
      long fileBytes,
      String layout,
      String engine,
      Duration openTime,
      List<String> warnings) {
    this(
        path,
        format,
        idBytes,
        time,
        fileBytes,
        layout,
        engine,
        openTime,
        Losses.NONE,
        List.of(),
        warnings);
  }

  /** Returns these facts with what only the end of opening tells. */
  public GraphInfo with(ObjectLayout sizes, Duration opening) {
    List<String> all = new ArrayList<>(warnings);
    all.addAll(sizes.warnings());
    return new GraphInfo(
        path,
        format,
        idBytes,
        time,
        fileBytes,
        sizes.describe(),
        engine,
        opening,
        losses,
        heapNames,
        List.copyOf(all));
  }
}
