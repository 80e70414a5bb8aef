package heapsh.hprof;

import java.util.Arrays;

/**
 * Walks the sub-records of heap segments. Not thread-safe: every thread makes its own.
 *
 * <p>{@link #next} goes to the next record and reads its fixed part; what follows, field data and
 * elements, is jumped over unless it is asked for. Every declared length is checked against what is
 * left of the segment before it is used. Layouts of the records: {@code heapDumper.cpp} of OpenJDK.
 */
public final class SubRecords {
  private static final int BUFFER_BYTES = 1 << 18;
  private static final int MAX_FIXED_BYTES = 32;

  private final DumpFile file;
  private final int idBytes;
  private byte[] buffer;
  private long bufferStart;
  private int limit;
  private int at;
  private long segmentEnd;

  private int tag;
  private long position;
  private long id;
  private long classId;
  private int length;
  private FieldType elementType;
  private int threadSerial;
  private int frame;
  private long dataPosition;
  private long nextPosition;
  private int previousTag = -1;

  /** Makes a walker over this file's records. */
  public SubRecords(DumpFile file, int idBytes) {
    this(file, idBytes, BUFFER_BYTES);
  }

  /** Makes a walker with a buffer of its own size: a small one for a look at a few records. */
  SubRecords(DumpFile file, int idBytes, int bufferBytes) {
    this.file = file;
    this.idBytes = idBytes;
    this.buffer = new byte[bufferBytes];
  }

  /** Goes before the first record of a segment. */
  public void moveTo(Segment segment) {
    segmentEnd = segment.end();
    nextPosition = segment.start();
    position = -1;
    bufferStart = nextPosition;
    limit = 0;
    at = 0;
  }

  /**
   * Goes to the next record.
   *
   * @return false at the end of the segment
   * @throws HprofException when the record is unknown or does not fit into its segment
   */
  public boolean next() {
    if (nextPosition >= segmentEnd) {
      return false;
    }
    previousTag = position >= 0 ? tag : -1;
    position = nextPosition;
    seek(position);
    if (limit - at < MAX_FIXED_BYTES) {
      fill(MAX_FIXED_BYTES);
    }
    tag = buffer[at] & 0xFF;
    switch (tag) {
      case Tags.INSTANCE_DUMP -> readInstance();
      case Tags.OBJECT_ARRAY_DUMP -> readObjectArray();
      case Tags.PRIMITIVE_ARRAY_DUMP, Tags.ANDROID_PRIMITIVE_ARRAY_NODATA -> readPrimitiveArray();
      case Tags.ANDROID_HEAP_DUMP_INFO -> readHeapName();
      case Tags.CLASS_DUMP -> {
        fixed(1 + idBytes);
        id = id(at + 1);
        nextPosition = walkClass(null);
      }
      default -> readRoot();
    }
    return true;
  }

  /** Returns the tag of the current record. */
  public int tag() {
    return tag;
  }

  /** Returns the offset of the current record's tag byte. */
  public long position() {
    return position;
  }

  /** Returns the object's id; the id of a heap's name for ANDROID_HEAP_DUMP_INFO. */
  public long id() {
    return id;
  }

  /** Returns the class id of an instance, the array class id of an array of references. */
  public long classId() {
    return classId;
  }

  /** Returns the bytes of field data of an instance, the number of elements of an array. */
  public int length() {
    return length;
  }

  /** Returns the element type of a primitive array. */
  public FieldType elementType() {
    return elementType;
  }

  /** Returns the thread serial of a root that has one, or 0. */
  public int threadSerial() {
    return threadSerial;
  }

  /** Returns the frame number of a local, the trace serial of a thread object, or -1. */
  public int frame() {
    return frame;
  }

  /**
   * Loads the field data of the current instance; {@link #buffer} holds it from the returned offset
   * on.
   */
  public int loadData() {
    seek(dataPosition);
    fill(length);
    return at;
  }

  /**
   * Loads elements of the current array of references, as many as fit.
   *
   * @param from number of the first one
   * @return how many were loaded, at least one; {@link #buffer} holds them from {@link #offset} on
   */
  public int loadElements(int from) {
    seek(dataPosition + (long) from * idBytes);
    int left = length - from;
    if ((limit - at) / idBytes < Math.min(left, 64)) {
      fill((int) Math.min((long) left * idBytes, buffer.length / 2));
    }
    return Math.min(left, (limit - at) / idBytes);
  }

  /** Returns the bytes read. Contents change with every call of another method. */
  public byte[] buffer() {
    return buffer;
  }

  /** Returns where in {@link #buffer} what was loaded last begins. */
  public int offset() {
    return at;
  }

  /** Reads the whole of the current CLASS_DUMP. */
  public ClassRecord readClass() {
    ClassWalk walk = new ClassWalk();
    seek(position);
    walkClass(walk);
    return walk.toRecord(position);
  }

  /** Makes the exception for a fault in the current record. */
  public HprofException fault(String reason) {
    String before = previousTag < 0 ? "" : "; the record before is " + name(previousTag);
    return HprofException.damage(file.name(), name(tag), position, reason + before);
  }

  private void readInstance() {
    fixed(9 + 2 * idBytes);
    id = id(at + 1);
    classId = id(at + 5 + idBytes);
    length = BigEndian.i4(buffer, at + 5 + 2 * idBytes);
    end(9 + 2 * idBytes, length);
  }

  private void readObjectArray() {
    fixed(9 + 2 * idBytes);
    id = id(at + 1);
    length = BigEndian.i4(buffer, at + 5 + idBytes);
    classId = id(at + 9 + idBytes);
    elementType = FieldType.OBJECT;
    end(9 + 2 * idBytes, (long) length * idBytes);
  }

  private void readPrimitiveArray() {
    fixed(10 + idBytes);
    id = id(at + 1);
    length = BigEndian.i4(buffer, at + 5 + idBytes);
    int code = buffer[at + 9 + idBytes];
    elementType = FieldType.ofCode(code);
    if (elementType == null || elementType == FieldType.OBJECT) {
      throw fault("element type " + code + " is none of the primitive types 4 to 11");
    }
    boolean data = tag == Tags.PRIMITIVE_ARRAY_DUMP;
    end(10 + idBytes, data || length < 0 ? (long) length * elementType.bytes(idBytes) : 0);
  }

  /** Reads which of Android's heaps the records that follow are of: a number, and its name's id. */
  private void readHeapName() {
    fixed(5 + idBytes);
    id = id(at + 5);
    nextPosition = position + 5 + idBytes;
  }

  private void readRoot() {
    int extra = rootExtraBytes();
    fixed(1 + idBytes + extra);
    id = id(at + 1);
    threadSerial = extra == 4 || extra == 8 && tag != Tags.ROOT_JNI_GLOBAL ? i4(1 + idBytes) : 0;
    frame = extra == 8 && tag != Tags.ROOT_JNI_GLOBAL ? i4(5 + idBytes) : -1;
    nextPosition = position + 1 + idBytes + extra;
  }

  /** Returns how many bytes follow the id of a root record. */
  private int rootExtraBytes() {
    return switch (tag) {
      case Tags.ROOT_UNKNOWN,
          Tags.ROOT_STICKY_CLASS,
          Tags.ROOT_MONITOR_USED,
          Tags.ANDROID_INTERNED_STRING,
          Tags.ANDROID_FINALIZING,
          Tags.ANDROID_DEBUGGER,
          Tags.ANDROID_REFERENCE_CLEANUP,
          Tags.ANDROID_VM_INTERNAL,
          Tags.ANDROID_UNREACHABLE ->
          0;
      case Tags.ROOT_JNI_GLOBAL -> idBytes;
      case Tags.ROOT_NATIVE_STACK, Tags.ROOT_THREAD_BLOCK -> 4;
      case Tags.ROOT_JNI_LOCAL,
          Tags.ROOT_JAVA_FRAME,
          Tags.ROOT_THREAD_OBJECT,
          Tags.ANDROID_JNI_MONITOR ->
          8;
      default -> throw fault("no such heap record is known; the file is damaged here or before");
    };
  }

  /**
   * Takes the end of the current record: {@code fixed} bytes and {@code data} bytes, -1 or more.
   */
  private void end(int fixed, long data) {
    dataPosition = position + fixed;
    if (data < 0 || data > segmentEnd - dataPosition) {
      throw fault(
          "it declares "
              + (data < 0 ? "a negative length" : data + " bytes of data")
              + ", "
              + (segmentEnd - dataPosition)
              + " are left in its segment");
    }
    nextPosition = dataPosition + data;
  }

  /**
   * Walks the current CLASS_DUMP, telling {@code walk} if it is not null, and returns where the
   * record ends.
   */
  private long walkClass(ClassWalk walk) {
    int fixed = 1 + 7 * idBytes + 8;
    long cursor = position + fixed;
    int start = loadAt(position, fixed);
    if (walk != null) {
      walk.id = id(start + 1);
      for (int i = 0; i < 4; i++) {
        walk.references[i] = id(start + 5 + (i + 1) * idBytes);
      }
    }
    int constants = BigEndian.u2(buffer, loadAt(cursor, 2));
    cursor += 2;
    for (int i = 0; i < constants; i++) {
      FieldType type = typeAt(cursor + 2);
      cursor += 3 + type.bytes(idBytes);
    }
    int statics = BigEndian.u2(buffer, loadAt(cursor, 2));
    cursor += 2;
    if (walk != null) {
      walk.statics(statics);
    }
    for (int i = 0; i < statics; i++) {
      FieldType type = typeAt(cursor + idBytes);
      if (walk != null) {
        walk.staticNames[i] = id(loadAt(cursor, idBytes));
        walk.staticTypes[i] = type;
        walk.staticOffsets[i] = Math.toIntExact(cursor + idBytes + 1 - position);
      }
      cursor += idBytes + 1 + type.bytes(idBytes);
    }
    int fields = BigEndian.u2(buffer, loadAt(cursor, 2));
    cursor += 2;
    if (walk != null) {
      walk.fields(fields);
    }
    for (int i = 0; i < fields; i++) {
      FieldType type = typeAt(cursor + idBytes);
      if (walk != null) {
        walk.fieldNames[i] = id(loadAt(cursor, idBytes));
        walk.fieldTypes[i] = type;
      }
      cursor += idBytes + 1;
    }
    if (cursor > segmentEnd) {
      throw fault("it reaches beyond the end of its segment");
    }
    return cursor;
  }

  private FieldType typeAt(long where) {
    int code = buffer[loadAt(where, 1)];
    FieldType type = FieldType.ofCode(code);
    if (type == null) {
      throw fault("field type " + code + " at byte " + where + " is unknown");
    }
    return type;
  }

  private int loadAt(long where, int bytes) {
    if (where + bytes > segmentEnd) {
      throw fault("it reaches beyond the end of its segment");
    }
    seek(where);
    if (limit - at < bytes) {
      fill(bytes);
    }
    return at;
  }

  private void fixed(int bytes) {
    if (limit - at < bytes) {
      throw fault("it reaches beyond the end of its segment");
    }
  }

  private long id(int offset) {
    return idBytes == 8 ? BigEndian.i8(buffer, offset) : BigEndian.i4(buffer, offset) & 0xFFFFFFFFL;
  }

  private int i4(int offset) {
    return BigEndian.i4(buffer, at + offset);
  }

  private void seek(long where) {
    long offset = where - bufferStart;
    if (offset >= 0 && offset <= limit) {
      at = (int) offset;
    } else {
      bufferStart = where;
      limit = 0;
      at = 0;
    }
  }

  /**
   * Makes {@code bytes} bytes from {@code at} on stand in the buffer, or as many as the segment has
   * left.
   */
  private void fill(int bytes) {
    if (limit - at >= bytes) {
      return;
    }
    if (bytes > buffer.length) {
      buffer = Arrays.copyOf(buffer, bytes);
    }
    System.arraycopy(buffer, at, buffer, 0, limit - at);
    bufferStart += at;
    limit -= at;
    at = 0;
    int more = (int) Math.min(buffer.length - limit, segmentEnd - bufferStart - limit);
    file.read(bufferStart + limit, buffer, limit, more);
    limit += more;
  }

  /** Tells whether a tag is that of a sub-record. */
  static boolean knows(int tag) {
    return tag >= Tags.ROOT_JNI_GLOBAL && tag <= Tags.ROOT_THREAD_OBJECT
        || tag >= Tags.CLASS_DUMP && tag <= Tags.PRIMITIVE_ARRAY_DUMP
        || tag >= Tags.ANDROID_INTERNED_STRING && tag <= Tags.ANDROID_JNI_MONITOR
        || tag == Tags.ROOT_UNKNOWN
        || tag == Tags.ANDROID_UNREACHABLE
        || tag == Tags.ANDROID_HEAP_DUMP_INFO
        || tag == Tags.ANDROID_PRIMITIVE_ARRAY_NODATA;
  }

  /** Returns the name of a sub-record's tag. */
  static String name(int tag) {
    return switch (tag) {
      case Tags.ROOT_UNKNOWN -> "ROOT_UNKNOWN";
      case Tags.ROOT_JNI_GLOBAL -> "ROOT_JNI_GLOBAL";
      case Tags.ROOT_JNI_LOCAL -> "ROOT_JNI_LOCAL";
      case Tags.ROOT_JAVA_FRAME -> "ROOT_JAVA_FRAME";
      case Tags.ROOT_NATIVE_STACK -> "ROOT_NATIVE_STACK";
      case Tags.ROOT_STICKY_CLASS -> "ROOT_STICKY_CLASS";
      case Tags.ROOT_THREAD_BLOCK -> "ROOT_THREAD_BLOCK";
      case Tags.ROOT_MONITOR_USED -> "ROOT_MONITOR_USED";
      case Tags.ROOT_THREAD_OBJECT -> "ROOT_THREAD_OBJECT";
      case Tags.CLASS_DUMP -> "CLASS_DUMP";
      case Tags.INSTANCE_DUMP -> "INSTANCE_DUMP";
      case Tags.OBJECT_ARRAY_DUMP -> "OBJECT_ARRAY_DUMP";
      case Tags.PRIMITIVE_ARRAY_DUMP -> "PRIMITIVE_ARRAY_DUMP";
      case Tags.ANDROID_PRIMITIVE_ARRAY_NODATA -> "PRIMITIVE_ARRAY_NODATA_DUMP";
      case Tags.ANDROID_HEAP_DUMP_INFO -> "HEAP_DUMP_INFO";
      default -> "heap record 0x" + Integer.toHexString(tag);
    };
  }

  /** Gathers the parts of a CLASS_DUMP. */
  private static final class ClassWalk {
    long id;
    final long[] references = new long[4];
    long[] staticNames;
    FieldType[] staticTypes;
    int[] staticOffsets;
    long[] fieldNames;
    FieldType[] fieldTypes;

    void statics(int count) {
      staticNames = new long[count];
      staticTypes = new FieldType[count];
      staticOffsets = new int[count];
    }

    void fields(int count) {
      fieldNames = new long[count];
      fieldTypes = new FieldType[count];
    }

    ClassRecord toRecord(long position) {
      return new ClassRecord(
          position,
          id,
          references,
          staticNames,
          staticTypes,
          staticOffsets,
          fieldNames,
          fieldTypes);
    }
  }
}
