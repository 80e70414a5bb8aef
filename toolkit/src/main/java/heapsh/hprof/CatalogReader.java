package heapsh.hprof;

import heapsh.HeapException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Walks the top-level records of a dump and fills a {@link Catalog}; heap segments are noted and
 * jumped over.
 */
public final class CatalogReader {
  private static final int WINDOW_BYTES = 1 << 16;
  private static final int JUMP_BYTES = 256;
  static final int HEADER_BYTES = 9;
  private static final int MAX_FORMAT_BYTES = 64;
  private static final long FOUR_GIB = 1L << 32;

  private final DumpFile file;
  private final LongConsumer progress;
  private final byte[] window = new byte[WINDOW_BYTES];
  private long windowStart;
  private int windowBytes;
  private Catalog catalog;
  private List<Segment> segments;

  private CatalogReader(DumpFile file, LongConsumer progress) {
    this.file = file;
    this.progress = progress;
  }

  /**
   * Reads everything but the heap.
   *
   * @param progress hears the byte offset reached
   * @throws HprofException when the file is no HPROF file, is cut off or is damaged
   */
  public static Catalog read(DumpFile file, LongConsumer progress) {
    return new CatalogReader(file, progress).read();
  }

  /**
   * Reads what is readable of everything but the heap: as {@link #read} does where it can, else
   * record by record with what {@link Resync} knows. The segments of the heap may still hold
   * damaged records; {@link WholeRecords#trim} cuts them off.
   *
   * @param log hears what could not be read
   * @param progress hears the byte offset reached
   * @throws HprofException when the file is no HPROF file, or no heap record can be found in it
   */
  public static Catalog salvage(DumpFile file, LossLog log, LongConsumer progress) {
    try {
      return read(file, progress);
    } catch (HprofException e) {
      CatalogReader reader = new CatalogReader(file, progress);
      reader.salvageRecords(reader.readHeader(), log);
      return reader.finish();
    }
  }

  private void salvageRecords(long start, LossLog log) {
    Resync resync = new Resync(file, catalog.idBytes, log);
    long position = start;
    int records = 0;
    while (position < file.size()) {
      if ((++records & 0xFFF) == 0) {
        checkInterrupt();
        progress.accept(position);
      }
      TopRecord record = resync.at(position);
      if (record.isWhole()) {
        take(record, log);
      }
      position = record.next();
    }
  }

  /** Takes a record that {@link Resync} found sound in tag and length. */
  private void take(TopRecord record, LossLog log) {
    if (record.isHeap()) {
      takeHeap(record.tag(), record.body(), record.end());
      return;
    }
    try {
      take(record.tag(), record.position(), record.end() - record.body());
    } catch (HprofException e) {
      log.add(record.position(), record.end(), e.problem());
    }
  }

  private Catalog read() {
    long position = readHeader();
    readRecords(position);
    return finish();
  }

  private void readRecords(long position) {
    int records = 0;
    while (position < file.size()) {
      if ((++records & 0xFFF) == 0) {
        checkInterrupt();
        progress.accept(position);
      }
      position = readRecord(position);
    }
  }

  private Catalog finish() {
    if (segments != null) {
      catalog.ended = !catalog.dumps.isEmpty();
      endDump();
    }
    if (catalog.dumps.isEmpty()) {
      throw HprofException.at(
          file.name(), "end of file", file.size(), "the file holds no heap dump record");
    }
    catalog.namePositions.trim();
    return catalog;
  }

  private static void checkInterrupt() {
    if (Thread.interrupted()) {
      throw new HeapException("stopped");
    }
  }

  private long readHeader() {
    if (file.size() == 0) {
      throw HprofException.at(file.name(), "header", 0, "the file is empty");
    }
    int length = (int) Math.min(file.size(), MAX_FORMAT_BYTES);
    int start = load(0, length);
    int end = start;
    while (end < start + length && window[end] != 0) {
      end++;
    }
    String format = new String(window, start, end - start, StandardCharsets.ISO_8859_1);
    if (!format.startsWith("JAVA PROFILE 1.0.")) {
      throw HprofException.at(
          file.name(), "header", 0, "not an HPROF heap dump: it does not begin with JAVA PROFILE");
    }
    int headerEnd = end - start + 1 + 12;
    if (headerEnd > file.size()) {
      throw HprofException.at(file.name(), "header", file.size(), "the file is cut off");
    }
    int at = load(end - start + 1L, 12);
    int idBytes = BigEndian.i4(window, at);
    if (idBytes != 4 && idBytes != 8) {
      throw HprofException.at(
          file.name(),
          "header",
          end - start + 1L,
          "identifier size is " + idBytes + "; 4 or 8 is expected");
    }
    Instant time = Instant.ofEpochMilli(BigEndian.i8(window, at + 4));
    catalog = new Catalog(file, format, idBytes, time);
    return headerEnd;
  }

  /** Reads the record at {@code position} and returns where the next one begins. */
  private long readRecord(long position) {
    long left = file.size() - position - HEADER_BYTES;
    if (left < 0) {
      throw HprofException.damage(
          file.name(), "record header", position, "the file is cut off: 9 bytes are expected");
    }
    int at = load(position, HEADER_BYTES);
    int tag = window[at] & 0xFF;
    long length = BigEndian.i4(window, at + 5) & 0xFFFFFFFFL;
    long body = position + HEADER_BYTES;
    if (tag == Tags.HEAP_DUMP || tag == Tags.HEAP_DUMP_SEGMENT) {
      length = repaired(tag, length, left);
    }
    if (length > left) {
      throw HprofException.damage(
          file.name(),
          nameOf(tag),
          position,
          "the file is cut off: " + length + " bytes are declared, " + left + " are left");
    }
    take(tag, position, length);
    return body + length;
  }

  /** Takes the record with this tag at {@code position}, whose body fits into the file. */
  private void take(int tag, long position, long length) {
    long body = position + HEADER_BYTES;
    switch (tag) {
      case Tags.UTF8 -> {
        require(tag, position, length, catalog.idBytes);
        catalog.namePositions.put(readId(body), position);
      }
      case Tags.LOAD_CLASS -> readLoadClass(position, length);
      case Tags.FRAME -> {
        require(tag, position, length, 4L * catalog.idBytes + 8);
        catalog.framePositions.put(readId(body), position);
      }
      case Tags.TRACE -> readTrace(position, length);
      case Tags.HEAP_DUMP, Tags.HEAP_DUMP_SEGMENT -> takeHeap(tag, body, body + length);
      case Tags.HEAP_DUMP_END -> endDump();
      default -> {
        // Thread starts, allocation sites and whatever later versions add say nothing about the
        // heap.
      }
    }
  }

  private void takeHeap(int tag, long start, long end) {
    if (tag == Tags.HEAP_DUMP) {
      endDump();
    }
    if (segments == null) {
      segments = new ArrayList<>();
    }
    segments.add(new Segment(start, end));
    if (tag == Tags.HEAP_DUMP) {
      endDump();
    }
  }

  /**
   * Repairs the length of a heap record: HotSpot before segments wrote 0 or the length modulo 4 GiB
   * when a dump was larger (the rule of Eclipse MAT's reader).
   */
  static long repaired(int tag, long length, long left) {
    boolean unknown = length == 0 && tag == Tags.HEAP_DUMP;
    boolean wrapped = tag == Tags.HEAP_DUMP && left >= FOUR_GIB && (left - length) % FOUR_GIB == 0;
    return unknown || wrapped ? left : length;
  }

  private void readLoadClass(long position, long length) {
    require(Tags.LOAD_CLASS, position, length, 8L + 2L * catalog.idBytes);
    int at = load(position + HEADER_BYTES, 8 + 2 * catalog.idBytes);
    int serial = BigEndian.i4(window, at);
    long classId = BigEndian.id(window, at + 4, catalog.idBytes);
    long nameId = BigEndian.id(window, at + 8 + catalog.idBytes, catalog.idBytes);
    catalog.classNames.put(classId, nameId);
    catalog.classBySerial.put(serial, classId);
  }

  private void readTrace(long position, long length) {
    require(Tags.TRACE, position, length, 12);
    int at = load(position + HEADER_BYTES, 12);
    int serial = BigEndian.i4(window, at);
    long frames = BigEndian.i4(window, at + 8) & 0xFFFFFFFFL;
    require(Tags.TRACE, position, length, 12 + frames * catalog.idBytes);
    long[] ids = new long[(int) frames];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = readId(position + HEADER_BYTES + 12 + (long) i * catalog.idBytes);
    }
    catalog.traces.put(serial, ids);
  }

  private void endDump() {
    if (segments != null) {
      catalog.dumps.add(List.copyOf(segments));
      segments = null;
    }
  }

  private long readId(long position) {
    return BigEndian.id(window, load(position, catalog.idBytes), catalog.idBytes);
  }

  private void require(int tag, long position, long length, long needed) {
    if (length < needed) {
      throw HprofException.damage(
          file.name(),
          nameOf(tag),
          position,
          "its body is " + length + " bytes long; at least " + needed + " are expected");
    }
  }

  /**
   * Makes {@code length} bytes at {@code position} stand in the window and returns where; they must
   * exist.
   */
  private int load(long position, int length) {
    if (position < windowStart || position + length > windowStart + windowBytes) {
      // After a jump over a heap segment another one is likely: its header alone is worth reading.
      boolean jumped = position - windowStart - windowBytes > WINDOW_BYTES;
      int want = jumped ? JUMP_BYTES : WINDOW_BYTES;
      windowStart = position;
      windowBytes = (int) Math.min(want, file.size() - position);
      file.read(position, window, 0, windowBytes);
    }
    return (int) (position - windowStart);
  }

  static String nameOf(int tag) {
    return switch (tag) {
      case Tags.UTF8 -> "UTF8";
      case Tags.LOAD_CLASS -> "LOAD_CLASS";
      case Tags.FRAME -> "FRAME";
      case Tags.TRACE -> "TRACE";
      case Tags.HEAP_DUMP -> "HEAP_DUMP";
      case Tags.HEAP_DUMP_SEGMENT -> "HEAP_DUMP_SEGMENT";
      default -> "record 0x" + Integer.toHexString(tag);
    };
  }
}
