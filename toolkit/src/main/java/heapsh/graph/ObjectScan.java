package heapsh.graph;

import heapsh.hprof.ClassRecord;
import heapsh.hprof.DumpFile;
import heapsh.hprof.Segment;
import heapsh.hprof.SubRecords;
import heapsh.hprof.Tags;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Walks all heap records once: gathers the ids of all objects, the class records and the roots.
 * Field data and elements are jumped over.
 */
final class ObjectScan {
  private final DumpFile file;
  private final int idBytes;
  private final List<Segment> segments;
  private final Progress progress;
  private final List<ClassRecord> classes = new ArrayList<>();
  private final List<RootRecord> roots = new ArrayList<>();
  private final AtomicLong objects = new AtomicLong();
  private IdIndex ids;

  private ObjectScan(DumpFile file, int idBytes, List<Segment> segments, Progress progress) {
    this.file = file;
    this.idBytes = idBytes;
    this.segments = segments;
    this.progress = progress;
  }

  /**
   * Scans the segments; ids go into a bitmap, or into a sorted column where they do not suit one.
   */
  static ObjectScan of(
      DumpFile file, int idBytes, List<Segment> segments, Scratch scratch, Progress progress) {
    ObjectScan scan = new ObjectScan(file, idBytes, segments, progress);
    try {
      scan.run(new RankBitmap.BitmapBuilder(scratch, file.size()));
    } catch (IdIndex.SparseIdsException e) {
      scan.run(new SortedIds.SortingBuilder(scratch, scan.countObjects()));
    }
    return scan;
  }

  IdIndex ids() {
    return ids;
  }

  /** Returns the class records in the order of the file. */
  List<ClassRecord> classes() {
    return classes;
  }

  /** Returns the roots in the order of the file. */
  List<RootRecord> roots() {
    return roots;
  }

  private void run(IdIndex.Builder builder) {
    classes.clear();
    roots.clear();
    SegmentWork.forEach(
        file, idBytes, segments, progress, "indexing objects", () -> new Share(builder.adder()));
    ids = builder.build();
    classes.sort(Comparator.comparingLong(ClassRecord::position));
    roots.sort(Comparator.comparingLong(RootRecord::position));
  }

  /** Counts object records, for ids that the bitmap refused. */
  private long countObjects() {
    objects.set(0);
    SegmentWork.forEach(
        file,
        idBytes,
        segments,
        progress,
        "counting objects",
        () ->
            new Share(
                new IdIndex.Adder() {
                  private long count;

                  @Override
                  public void add(long id) {
                    count++;
                  }

                  @Override
                  public void flush() {
                    objects.addAndGet(count);
                  }
                }));
    return objects.get();
  }

  /** Takes the records of one thread. */
  private final class Share implements SegmentWork.Share {
    private final IdIndex.Adder adder;
    private final List<ClassRecord> myClasses = new ArrayList<>();
    private final List<RootRecord> myRoots = new ArrayList<>();

    Share(IdIndex.Adder adder) {
      this.adder = adder;
    }

    @Override
    public void accept(SubRecords records) {
      switch (records.tag()) {
        case Tags.INSTANCE_DUMP, Tags.OBJECT_ARRAY_DUMP, Tags.PRIMITIVE_ARRAY_DUMP ->
            adder.add(records.id());
        case Tags.CLASS_DUMP -> {
          adder.add(records.id());
          myClasses.add(records.readClass());
        }
        default -> myRoots.add(RootRecord.of(records));
      }
    }

    @Override
    public void end() {
      synchronized (ObjectScan.this) {
        adder.flush();
        classes.addAll(myClasses);
        roots.addAll(myRoots);
      }
    }
  }
}
