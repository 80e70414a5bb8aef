package heapsh.graph;

import heapsh.hprof.ClassRecord;
import heapsh.hprof.DumpFile;
import heapsh.hprof.Segment;
import heapsh.hprof.SubRecords;
import heapsh.hprof.Tags;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
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
  private final Set<Long> heapNames = new LinkedHashSet<>();
  private final AtomicLong objects = new AtomicLong();
  private final AtomicLong dataless = new AtomicLong();
  private final ObjectLimit limit;
  private IdIndex ids;

  private ObjectScan(
      DumpFile file, int idBytes, List<Segment> segments, ObjectLimit limit, Progress progress) {
    this.limit = limit;
    this.file = file;
    this.idBytes = idBytes;
    this.segments = segments;
    this.progress = progress;
  }

  /**
   * Scans the segments; ids go into a bitmap, or into a sorted column where they do not suit one.
   *
   * @throws heapsh.HeapException when there are more objects than the limit allows
   */
  static ObjectScan of(
      DumpFile file,
      int idBytes,
      List<Segment> segments,
      ObjectLimit limit,
      Scratch scratch,
      Progress progress) {
    ObjectScan scan = new ObjectScan(file, idBytes, segments, limit, progress);
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

  /** Returns the ids of the names of Android's heaps, in the order of the file's parts. */
  Set<Long> heapNames() {
    return heapNames;
  }

  /** Returns how many primitive arrays stand in the dump without their data. */
  long dataless() {
    return dataless.get();
  }

  private void run(IdIndex.Builder builder) {
    classes.clear();
    roots.clear();
    heapNames.clear();
    dataless.set(0);
    limit.reset();
    SegmentWork.forEach(
        file, idBytes, segments, progress, "indexing objects", () -> new Share(builder.adder()));
    ids = builder.build();
    classes.sort(Comparator.comparingLong(ClassRecord::position));
    roots.sort(Comparator.comparingLong(RootRecord::position));
  }

  /** Counts object records, for ids that the bitmap refused. */
  private long countObjects() {
    objects.set(0);
    limit.reset();
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
    private final Set<Long> myHeapNames = new LinkedHashSet<>();
    private int myDataless;
    private int myObjects;

    Share(IdIndex.Adder adder) {
      this.adder = adder;
    }

    @Override
    public boolean take(SubRecords records) {
      for (int i = 0; i < SegmentWork.BATCH; i++) {
        if (!records.next()) {
          countObjects();
          return false;
        }
        accept(records);
      }
      return true;
    }

    private void accept(SubRecords records) {
      switch (records.tag()) {
        case Tags.INSTANCE_DUMP, Tags.OBJECT_ARRAY_DUMP, Tags.PRIMITIVE_ARRAY_DUMP ->
            object(records.id());
        case Tags.ANDROID_PRIMITIVE_ARRAY_NODATA -> {
          object(records.id());
          myDataless++;
        }
        case Tags.CLASS_DUMP -> {
          object(records.id());
          myClasses.add(records.readClass());
        }
        case Tags.ANDROID_HEAP_DUMP_INFO -> myHeapNames.add(records.id());
        case Tags.ANDROID_UNREACHABLE -> {
          // It says that nothing reaches the object: the opposite of a root.
        }
        default -> myRoots.add(RootRecord.of(records));
      }
    }

    private void object(long id) {
      adder.add(id);
      myObjects++;
    }

    /** Tells the others, at the end of each segment, how many objects were met. */
    private void countObjects() {
      limit.add(myObjects);
      myObjects = 0;
    }

    @Override
    public void end() {
      synchronized (ObjectScan.this) {
        adder.flush();
        heapNames.addAll(myHeapNames);
        dataless.addAndGet(myDataless);
        classes.addAll(myClasses);
        roots.addAll(myRoots);
      }
    }
  }
}
