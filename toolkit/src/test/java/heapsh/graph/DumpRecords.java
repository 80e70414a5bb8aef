package heapsh.graph;

import heapsh.fixtures.Dump;
import heapsh.hprof.CatalogReader;
import heapsh.hprof.DumpFile;
import heapsh.hprof.FieldType;
import heapsh.hprof.Segment;
import heapsh.hprof.SubRecords;
import heapsh.hprof.Tags;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Says where the object records of whole dumps stand: the oracle for what can be salvaged. */
final class DumpRecords {
  /** The bytes of the header of a top-level record. */
  static final int HEADER = 9;

  /** Says where an object's record begins and ends. */
  record Record(long id, long start, long end) {}

  private DumpRecords() {}

  /** Lists the segments of a whole dump. */
  static List<Segment> segments(Path dump) throws IOException {
    try (DumpFile file = DumpFile.open(dump)) {
      return CatalogReader.read(file, at -> {}).dumps().get(0);
    }
  }

  /** Lists the object records of a whole dump. */
  static List<Record> of(Path dump) throws IOException {
    List<Record> all = new ArrayList<>();
    try (DumpFile file = DumpFile.open(dump)) {
      int idBytes = CatalogReader.read(file, at -> {}).idBytes();
      SubRecords walk = new SubRecords(file, idBytes);
      for (Segment segment : segments(dump)) {
        walk.moveTo(segment);
        long id = 0;
        long start = -1;
        while (walk.next()) {
          if (start >= 0) {
            all.add(new Record(id, start, walk.position()));
          }
          boolean object = walk.tag() >= Tags.CLASS_DUMP && walk.tag() <= Tags.PRIMITIVE_ARRAY_DUMP;
          id = walk.id();
          start = object ? walk.position() : -1;
        }
        if (start >= 0) {
          all.add(new Record(id, start, segment.end()));
        }
      }
    }
    return all;
  }

  /** Returns the ids of the records that end before this offset. */
  static Set<Long> wholeBefore(List<Record> records, long end) {
    Set<Long> ids = new TreeSet<>();
    records.stream().filter(r -> r.end() <= end).forEach(r -> ids.add(r.id()));
    return ids;
  }

  /** Returns the records that begin in a segment. */
  static List<Record> inside(List<Record> records, Segment segment) {
    return records.stream()
        .filter(r -> r.start() >= segment.start() && r.start() < segment.end())
        .toList();
  }

  /** Writes five segments of eleven chained nodes each, and names before them. */
  static Path fiveSegments(Path path) {
    return Dump.write(
        path,
        d -> {
          Dump.Type node =
              d.newClass("Node").field("next", FieldType.OBJECT).field("n", FieldType.INT);
          long previous = 0;
          for (int segment = 0; segment < 5; segment++) {
            for (int i = 0; i < 11; i++) {
              previous = d.instance(node, previous, i);
            }
            d.root(previous);
            endSegment(d);
          }
        });
  }

  private static void endSegment(Dump d) {
    try {
      d.writer().endSegment();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
