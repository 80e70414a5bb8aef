package heapsh.hprof;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * Writes HPROF files, record by record: for test fixtures and redacted copies.
 *
 * <p>Heap sub-records gather in memory and leave as one HEAP_DUMP_SEGMENT when they reach about a
 * megabyte, when {@link #endSegment} is called or another top-level record is written; as one
 * HEAP_DUMP only at {@link #endSegment}. Nothing is checked: a broken dump can be written on
 * purpose. Not thread-safe.
 */
public final class HprofWriter implements Closeable {
  private static final int SEGMENT_BYTES = 1 << 20;

  private final DataOutputStream out;
  private final int idBytes;
  private final ByteArrayOutputStream segment = new ByteArrayOutputStream();
  private final DataOutputStream heap = new DataOutputStream(segment);
  private int segmentTag = Tags.HEAP_DUMP_SEGMENT;

  /** A field as a CLASS_DUMP declares it; {@code value} counts for static fields only. */
  public record Field(long nameId, FieldType type, long value) {}

  /**
   * Starts a file with its header.
   *
   * @param format {@code "JAVA PROFILE 1.0.2"}
   * @param idBytes 4 or 8
   */
  public HprofWriter(OutputStream stream, String format, int idBytes, Instant time)
      throws IOException {
    this.out = new DataOutputStream(new BufferedOutputStream(stream, 1 << 16));
    this.idBytes = idBytes;
    out.write(format.getBytes(StandardCharsets.UTF_8));
    out.writeByte(0);
    out.writeInt(idBytes);
    out.writeLong(time.toEpochMilli());
  }

  /**
   * Makes the heap records that follow leave as HEAP_DUMP (1.0.1) or as HEAP_DUMP_SEGMENT (1.0.2).
   */
  public void segmentTag(int tag) throws IOException {
    endSegment();
    segmentTag = tag;
  }

  /** Writes any top-level record. */
  public void record(int tag, byte[] body) throws IOException {
    if (segmentTag == Tags.HEAP_DUMP_SEGMENT) {
      endSegment();
    }
    out.writeByte(tag);
    out.writeInt(0);
    out.writeInt(body.length);
    out.write(body);
  }

  /** Writes UTF8. */
  public void utf8(long nameId, String text) throws IOException {
    body(
        Tags.UTF8,
        body -> {
          id(body, nameId);
          body.write(text.getBytes(StandardCharsets.UTF_8));
        });
  }

  /** Writes LOAD_CLASS. */
  public void loadClass(int serial, long classId, long nameId) throws IOException {
    body(
        Tags.LOAD_CLASS,
        body -> {
          body.writeInt(serial);
          id(body, classId);
          body.writeInt(0);
          id(body, nameId);
        });
  }

  /** Writes FRAME. */
  public void frame(long frameId, long methodNameId, long sourceId, int classSerial, int line)
      throws IOException {
    body(
        Tags.FRAME,
        body -> {
          id(body, frameId);
          id(body, methodNameId);
          id(body, methodNameId);
          id(body, sourceId);
          body.writeInt(classSerial);
          body.writeInt(line);
        });
  }

  /** Writes TRACE. */
  public void trace(int serial, int threadSerial, long... frameIds) throws IOException {
    body(
        Tags.TRACE,
        body -> {
          body.writeInt(serial);
          body.writeInt(threadSerial);
          body.writeInt(frameIds.length);
          for (long frame : frameIds) {
            id(body, frame);
          }
        });
  }

  /**
   * Writes a root sub-record that is an id alone: unknown, sticky class, monitor used, and those of
   * Android.
   */
  public void root(int tag, long objectId) throws IOException {
    heap.writeByte(tag);
    id(heap, objectId);
    flushIfLarge();
  }

  /** Writes ROOT_JNI_GLOBAL. */
  public void rootJniGlobal(long objectId, long referenceId) throws IOException {
    heap.writeByte(Tags.ROOT_JNI_GLOBAL);
    id(heap, objectId);
    id(heap, referenceId);
    flushIfLarge();
  }

  /** Writes ROOT_JNI_LOCAL, ROOT_JAVA_FRAME or Android's ROOT_JNI_MONITOR. */
  public void rootLocal(int tag, long objectId, int threadSerial, int frame) throws IOException {
    heap.writeByte(tag);
    id(heap, objectId);
    heap.writeInt(threadSerial);
    heap.writeInt(frame);
    flushIfLarge();
  }

  /** Writes ROOT_NATIVE_STACK or ROOT_THREAD_BLOCK. */
  public void rootOfThread(int tag, long objectId, int threadSerial) throws IOException {
    heap.writeByte(tag);
    id(heap, objectId);
    heap.writeInt(threadSerial);
    flushIfLarge();
  }

  /** Writes ROOT_THREAD_OBJECT. */
  public void rootThread(long objectId, int threadSerial, int traceSerial) throws IOException {
    heap.writeByte(Tags.ROOT_THREAD_OBJECT);
    id(heap, objectId);
    heap.writeInt(threadSerial);
    heap.writeInt(traceSerial);
    flushIfLarge();
  }

  /** Writes CLASS_DUMP without signers, protection domain and constants. */
  public void classDump(
      long classId,
      long superId,
      long loaderId,
      int instanceBytes,
      List<Field> statics,
      List<Field> fields)
      throws IOException {
    heap.writeByte(Tags.CLASS_DUMP);
    id(heap, classId);
    heap.writeInt(0);
    id(heap, superId);
    id(heap, loaderId);
    for (int i = 0; i < 4; i++) {
      id(heap, 0);
    }
    heap.writeInt(instanceBytes);
    heap.writeShort(0);
    heap.writeShort(statics.size());
    for (Field field : statics) {
      id(heap, field.nameId());
      heap.writeByte(field.type().code());
      value(heap, field.type(), field.value());
    }
    heap.writeShort(fields.size());
    for (Field field : fields) {
      id(heap, field.nameId());
      heap.writeByte(field.type().code());
    }
    flushIfLarge();
  }

  /**
   * Writes INSTANCE_DUMP; {@code data} holds own fields first, then each superclass's, big-endian.
   */
  public void instance(long objectId, long classId, byte[] data) throws IOException {
    heap.writeByte(Tags.INSTANCE_DUMP);
    id(heap, objectId);
    heap.writeInt(0);
    id(heap, classId);
    heap.writeInt(data.length);
    heap.write(data);
    flushIfLarge();
  }

  /** Writes OBJECT_ARRAY_DUMP. */
  public void objectArray(long objectId, long arrayClassId, long... elements) throws IOException {
    heap.writeByte(Tags.OBJECT_ARRAY_DUMP);
    id(heap, objectId);
    heap.writeInt(0);
    heap.writeInt(elements.length);
    id(heap, arrayClassId);
    for (long element : elements) {
      id(heap, element);
    }
    flushIfLarge();
  }

  /** Writes PRIMITIVE_ARRAY_DUMP; {@code data} is big-endian. */
  public void primitiveArray(long objectId, FieldType type, int length, byte[] data)
      throws IOException {
    heap.writeByte(Tags.PRIMITIVE_ARRAY_DUMP);
    id(heap, objectId);
    heap.writeInt(0);
    heap.writeInt(length);
    heap.writeByte(type.code());
    heap.write(data);
    flushIfLarge();
  }

  /** Writes Android's PRIMITIVE_ARRAY_NODATA_DUMP. */
  public void primitiveArrayWithoutData(long objectId, FieldType type, int length)
      throws IOException {
    heap.writeByte(Tags.ANDROID_PRIMITIVE_ARRAY_NODATA);
    id(heap, objectId);
    heap.writeInt(0);
    heap.writeInt(length);
    heap.writeByte(type.code());
    flushIfLarge();
  }

  /** Writes Android's HEAP_DUMP_INFO: the records that follow are of this heap. */
  public void heapDumpInfo(int heapNumber, long nameId) throws IOException {
    heap.writeByte(Tags.ANDROID_HEAP_DUMP_INFO);
    heap.writeInt(heapNumber);
    id(heap, nameId);
    flushIfLarge();
  }

  /** Ends the segment that is being gathered, if there is one. */
  public void endSegment() throws IOException {
    if (segment.size() > 0) {
      out.writeByte(segmentTag);
      out.writeInt(0);
      out.writeInt(segment.size());
      segment.writeTo(out);
      segment.reset();
    }
  }

  /** Ends the last segment, writes HEAP_DUMP_END after segments, and closes the stream. */
  @Override
  public void close() throws IOException {
    endSegment();
    if (segmentTag == Tags.HEAP_DUMP_SEGMENT) {
      record(Tags.HEAP_DUMP_END, new byte[0]);
    }
    out.close();
  }

  /** Writes one value as a field or element holds it. */
  public void value(DataOutputStream to, FieldType type, long bits) throws IOException {
    switch (type.bytes(idBytes)) {
      case 1 -> to.writeByte((int) bits);
      case 2 -> to.writeShort((int) bits);
      case 4 -> to.writeInt((int) bits);
      default -> to.writeLong(bits);
    }
  }

  private void id(DataOutputStream to, long id) throws IOException {
    value(to, FieldType.OBJECT, id);
  }

  private void flushIfLarge() throws IOException {
    if (segmentTag == Tags.HEAP_DUMP_SEGMENT && segment.size() >= SEGMENT_BYTES) {
      endSegment();
    }
  }

  private interface Body {
    void writeTo(DataOutputStream body) throws IOException;
  }

  private void body(int tag, Body content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    content.writeTo(new DataOutputStream(bytes));
    record(tag, bytes.toByteArray());
  }
}
