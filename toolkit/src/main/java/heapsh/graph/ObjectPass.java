package heapsh.graph;

import heapsh.hprof.BigEndian;
import heapsh.hprof.ClassRecord;
import heapsh.hprof.DumpFile;
import heapsh.hprof.FieldType;
import heapsh.hprof.Segment;
import heapsh.hprof.SubRecords;
import heapsh.hprof.Tags;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Walks all heap records a second time, when ids and classes are known: fills the columns of every
 * object.
 */
final class ObjectPass {
  private final DumpFile file;
  private final int idBytes;
  private final IdIndex ids;
  private final ClassTable classes;
  private final ObjectColumns columns;
  private final Scratch.Room<IntColumn> edges;
  private final LayoutEvidence evidence = new LayoutEvidence();
  private final AtomicLong reserved = new AtomicLong(1);
  private final AtomicLong dangling = new AtomicLong();
  private final AtomicLong contradicting = new AtomicLong();
  private final boolean salvage;
  private final boolean repeats;

  private ObjectPass(
      DumpFile file,
      int idBytes,
      IdIndex ids,
      ClassTable classes,
      boolean salvage,
      Scratch scratch) {
    this.salvage = salvage;
    this.file = file;
    this.idBytes = idBytes;
    this.ids = ids;
    this.repeats = ids.duplicates() > 0;
    this.classes = classes;
    int n = ids.size();
    long references = file.size() / idBytes;
    long capacity = Rows.Writer.capacity(references, Workers.threads());
    edges = scratch.room(capacity);
    columns =
        new ObjectColumns(
            scratch.zeroInts(n),
            OffsetColumn.zero(scratch, n, file.size()),
            new SizeColumn(scratch.zeroBytes(n)),
            new Rows(OffsetColumn.zero(scratch, n, capacity), edges.column()));
  }

  static ObjectPass run(
      DumpFile file,
      int idBytes,
      List<Segment> segments,
      IdIndex ids,
      ClassTable classes,
      boolean salvage,
      Scratch scratch,
      Progress progress) {
    ObjectPass pass = new ObjectPass(file, idBytes, ids, classes, salvage, scratch);
    if (ids.duplicates() == 0) {
      SegmentWork.forEach(
          file, idBytes, segments, progress, "reading objects", () -> pass.new Share());
    } else {
      // Of two records of one object the last one counts, whatever the threads do.
      SegmentWork.forEachInOrder(
          file, idBytes, segments, progress, "reading objects", () -> pass.new Share());
    }
    return pass;
  }

  ObjectColumns columns() {
    return columns;
  }

  /** Returns what the addresses tell of sizes. */
  LayoutEvidence evidence() {
    return evidence;
  }

  /** Returns how many references name no object of the dump. */
  long dangling() {
    return dangling.get();
  }

  /** Returns how many records do not fit what their class says; 0 unless salvaging. */
  long contradicting() {
    return contradicting.get();
  }

  /** Takes the records of one thread. */
  private final class Share implements SegmentWork.Share {
    private final Rows.Writer rows = new Rows.Writer(edges, reserved);
    private final SizeColumn.Lengths lengths = columns.sizes().lengths();
    private final LayoutEvidence gaps = new LayoutEvidence();
    private Shape[] shapes = new Shape[1024];
    private long lastClassId;
    private Shape lastShape;
    private long lastArrayClassId;
    private int lastArrayClass;
    private long myDangling;
    private long myContradicting;

    @Override
    public boolean take(SubRecords records) {
      for (int i = 0; i < SegmentWork.BATCH; i++) {
        if (!records.next()) {
          return false;
        }
        accept(records);
      }
      return true;
    }

    private void accept(SubRecords records) {
      switch (records.tag()) {
        case Tags.INSTANCE_DUMP -> instance(records);
        case Tags.OBJECT_ARRAY_DUMP -> objectArray(records);
        case Tags.PRIMITIVE_ARRAY_DUMP, Tags.ANDROID_PRIMITIVE_ARRAY_NODATA -> {
          FieldType type = records.elementType();
          putArray(records, ids.indexOf(records.id()), classes.primitiveArray(type), type);
        }
        case Tags.CLASS_DUMP -> classObject(records);
        default -> {
          // Roots were taken by the scan.
        }
      }
    }

    @Override
    public void end() {
      lengths.merge();
      evidence.merge(gaps);
      dangling.addAndGet(myDangling);
      contradicting.addAndGet(myContradicting);
    }

    private void put(int index, int classNumber, long position) {
      columns.classes().set(index, classNumber);
      if (repeats) {
        columns.rows().starts.set(index, 0); // of an earlier record of this object
      }
      columns.positions().set(index, position);
    }

    private void putArray(SubRecords records, int index, int classNumber, FieldType type) {
      int length = records.length();
      put(index, classNumber, records.position());
      lengths.set(index, length);
      if (gaps.wantsArray(type, length)) {
        gaps.array(type, length, ids.gapAfter(records.id(), index));
      }
    }

    private void instance(SubRecords records) {
      Shape shape = shape(records);
      int index = ids.indexOf(records.id());
      if (salvage && (shape == null || misfits(shape, records))) {
        putContradicting(index, records);
        return;
      }
      put(index, shape.number, records.position());
      if (shape.wordsOffset >= 0 || LayoutEvidence.isWorthALook(shape.met++)) {
        look(shape, records, index);
      }
      if (shape.dataBytes != records.length()) {
        if (shape.dataBytes < 0) {
          return;
        }
        throw records.fault(
            "its class "
                + classes.get(shape.number).name()
                + " has "
                + shape.dataBytes
                + " bytes of fields, it has "
                + records.length());
      }
      int[] offsets = shape.offsets;
      if (offsets.length == 0) {
        return;
      }
      int data = records.loadData();
      byte[] buffer = records.buffer();
      rows.begin(offsets.length);
      for (int offset : offsets) {
        rows.add(target(BigEndian.id(buffer, data + offset, idBytes)));
      }
      columns.rows().starts.set(index, rows.end());
    }

    /** Takes what only few instances are looked at for; out of the way of all others. */
    private void look(Shape shape, SubRecords records, int index) {
      if (shape.wordsOffset < 0) {
        gaps.instance(shape.number, ids.gapAfter(records.id(), index));
      } else if (shape.dataBytes == records.length()) {
        int words = records.loadData() + shape.wordsOffset;
        lengths.set(index, BigEndian.i4(records.buffer(), words));
      }
    }

    private static boolean misfits(Shape shape, SubRecords records) {
      return shape.dataBytes >= 0 && shape.dataBytes != records.length();
    }

    /** Keeps an object whose record does not fit its class, of a class without fields. */
    private void putContradicting(int index, SubRecords records) {
      myContradicting++;
      HeapClass type = classes.get(classes.damaged(records.classId(), records.tag()));
      put(index, type.number(), records.position());
      if (type.isArray()) {
        lengths.set(index, records.length());
      }
    }

    private int target(long id) {
      if (id == 0) {
        return Rows.NULL;
      }
      int target = ids.indexOf(id);
      if (target >= 0) {
        return target;
      }
      myDangling++;
      return Rows.NULL;
    }

    private void objectArray(SubRecords records) {
      int number = arrayClass(records);
      int index = ids.indexOf(records.id());
      if (number < 0) {
        putContradicting(index, records);
        return;
      }
      int length = records.length();
      putArray(records, index, number, FieldType.OBJECT);
      if (length == 0) {
        return;
      }
      rows.begin(length);
      for (int from = 0; from < length; ) {
        int loaded = records.loadElements(from);
        addElements(records.buffer(), records.offset(), loaded);
        from += loaded;
      }
      columns.rows().starts.set(index, rows.end());
    }

    private int arrayClass(SubRecords records) {
      if (records.classId() != lastArrayClassId || lastArrayClassId == 0) {
        int number = classes.numberOf(records.classId(), true);
        HeapClass type = classes.get(number);
        if (type.elementType() != FieldType.OBJECT) {
          if (salvage) {
            return -1;
          }
          throw records.fault("its class " + type.name() + " is no class of arrays of references");
        }
        lastArrayClassId = records.classId();
        lastArrayClass = number;
      }
      return lastArrayClass;
    }

    private void addElements(byte[] buffer, int offset, int count) {
      for (int i = 0; i < count; i++) {
        int target = target(BigEndian.id(buffer, offset + i * idBytes, idBytes));
        if (target != Rows.NULL) {
          rows.add(target);
        }
      }
    }

    private void classObject(SubRecords records) {
      int index = ids.indexOf(records.id());
      int number = classes.recordedNumber(records.id());
      put(index, classes.classOfClasses(), records.position());
      gaps.classObject(number, ids.gapAfter(records.id(), index));
      ClassRecord record = records.readClass();
      rows.begin(record.references().length + record.staticNames().length);
      for (long id : record.references()) {
        rows.add(target(id));
      }
      byte[] value = new byte[idBytes];
      for (int i = 0; i < record.staticNames().length; i++) {
        if (record.staticTypes()[i] == FieldType.OBJECT) {
          file.read(record.position() + record.staticOffsets()[i], value, 0, idBytes);
          rows.add(target(BigEndian.id(value, 0, idBytes)));
        }
      }
      columns.rows().starts.set(index, rows.end());
    }

    private Shape shape(SubRecords records) {
      long classId = records.classId();
      if (classId == lastClassId && lastShape != null) {
        return lastShape;
      }
      int number = classes.numberOf(classId, false);
      if (number >= shapes.length) {
        shapes = Arrays.copyOf(shapes, Math.max(number + 1, 2 * shapes.length));
      }
      Shape shape = shapes[number];
      if (shape == null) {
        HeapClass type = classes.get(number);
        if (type.isArray()) {
          if (salvage) {
            return null;
          }
          throw records.fault("its class " + type.name() + " is an array class");
        }
        shape = new Shape(type);
        shapes[number] = shape;
      }
      lastClassId = classId;
      lastShape = shape;
      return shape;
    }
  }

  /** Holds what decoding an instance of one class needs. */
  private static final class Shape {
    final int number;
    final int dataBytes;
    final int[] offsets;

    /** Where a StackChunk has its length, else -1. */
    final int wordsOffset;

    /** How many instances were met. */
    int met;

    Shape(HeapClass type) {
      this.number = type.number();
      this.dataBytes = type.dataBytes();
      HeapField words = StackChunks.sizeField(type);
      this.wordsOffset = words == null ? -1 : dataBytes - words.offset();
      this.offsets = new int[type.referenceSlotCount()];
      for (int slot = 0; slot < offsets.length; slot++) {
        offsets[slot] = dataBytes - type.referenceSlot(slot).offset();
      }
    }
  }
}
