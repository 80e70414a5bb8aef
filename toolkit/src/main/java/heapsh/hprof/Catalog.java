package heapsh.hprof;

import it.unimi.dsi.fastutil.ints.Int2LongOpenHashMap;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.longs.Long2LongOpenHashMap;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds what stands beside the heap in a dump: header, names, loaded classes, stack traces, and
 * where the heap segments are. Names stay in the file and are read when asked for. Immutable once
 * {@link CatalogReader} has filled it.
 */
public final class Catalog {
  private static final int MAX_NAME_BYTES = 1 << 16;
  private static final int NATIVE_METHOD = -3;
  private static final int TYPICAL_NAME_BYTES = 128;

  private final DumpFile file;
  final String format;
  final int idBytes;
  final Instant time;
  final Long2LongOpenHashMap namePositions = new Long2LongOpenHashMap();
  final Long2LongOpenHashMap classNames = new Long2LongOpenHashMap();
  final Int2LongOpenHashMap classBySerial = new Int2LongOpenHashMap();
  final Long2LongOpenHashMap framePositions = new Long2LongOpenHashMap();
  final Int2ObjectOpenHashMap<long[]> traces = new Int2ObjectOpenHashMap<>();
  final List<List<Segment>> dumps = new ArrayList<>();
  boolean ended = true;

  Catalog(DumpFile file, String format, int idBytes, Instant time) {
    this.file = file;
    this.format = format;
    this.idBytes = idBytes;
    this.time = time;
    namePositions.defaultReturnValue(-1);
    framePositions.defaultReturnValue(-1);
  }

  /** Returns the format name of the header. */
  public String format() {
    return format;
  }

  /** Returns the identifier size, 4 or 8. */
  public int idBytes() {
    return idBytes;
  }

  /** Returns the time in the header. */
  public Instant time() {
    return time;
  }

  /**
   * Returns the segments of each heap dump in the file, in the order of the file; at least one
   * dump.
   */
  public List<List<Segment>> dumps() {
    return dumps;
  }

  /**
   * Tells whether the first dump has its end: a HEAP_DUMP_END after segments. Without it the file
   * may have been cut off between two segments.
   */
  public boolean isEnded() {
    return ended;
  }

  /** Reads the text of a UTF8 record; {@code <name 0x1f>} when there is none. I/O. */
  public String readName(long nameId) {
    long position = namePositions.get(nameId);
    if (position < 0) {
      return "<name 0x" + Long.toHexString(nameId) + ">";
    }
    int start = 9 + idBytes;
    byte[] record = new byte[(int) Math.min(file.size() - position, TYPICAL_NAME_BYTES)];
    file.read(position, record, 0, record.length);
    // A name longer than a class file allows is made up: no more of it than that is read.
    int length = Math.min(BigEndian.i4(record, 5) - idBytes, MAX_NAME_BYTES);
    if (start + length > record.length) {
      record = new byte[start + length];
      file.read(position, record, 0, record.length);
    }
    return new String(record, start, length, StandardCharsets.UTF_8);
  }

  /** Reads the Java name of a class as LOAD_CLASS gives it, or null when no record does. I/O. */
  public String readClassName(long classId) {
    return classNames.containsKey(classId) ? javaName(readName(classNames.get(classId))) : null;
  }

  /**
   * Reads the method of one frame of a trace as {@code Crawler.run()}, or null when unknown. I/O.
   */
  public String readMethod(int traceSerial, int frame) {
    long[] frames = traces.get(traceSerial);
    if (frames == null || frame < 0 || frame >= frames.length) {
      return null;
    }
    long position = framePositions.get(frames[frame]);
    if (position < 0) {
      return null;
    }
    byte[] body = new byte[4 * idBytes + 8];
    file.read(position + 9, body, 0, body.length);
    String method = readName(BigEndian.id(body, idBytes, idBytes));
    int classSerial = BigEndian.i4(body, 4 * idBytes);
    String type =
        classBySerial.containsKey(classSerial)
            ? readClassName(classBySerial.get(classSerial))
            : null;
    return type == null
        ? method + "()"
        : type.substring(type.lastIndexOf('.') + 1) + "." + method + "()";
  }

  /** Returns the number of frames of a trace, 0 for an unknown one. */
  public int frameCount(int traceSerial) {
    long[] frames = traces.get(traceSerial);
    return frames == null ? 0 : frames.length;
  }

  /**
   * Reads where in its source one frame of a trace stands: {@code Crawler.java:52}, {@code
   * Crawler.java}, {@code native}; empty when unknown. I/O.
   */
  public String readSource(int traceSerial, int frame) {
    long[] frames = traces.get(traceSerial);
    long position =
        frames == null || frame < 0 || frame >= frames.length
            ? -1
            : framePositions.get(frames[frame]);
    if (position < 0) {
      return "";
    }
    byte[] body = new byte[4 * idBytes + 8];
    file.read(position + 9, body, 0, body.length);
    int line = BigEndian.i4(body, 4 * idBytes + 4);
    if (line == NATIVE_METHOD) {
      return "native";
    }
    long nameId = BigEndian.id(body, 3 * idBytes, idBytes);
    String source = namePositions.get(nameId) < 0 ? "" : readName(nameId);
    return source.isEmpty() || line <= 0 ? source : source + ":" + line;
  }

  /**
   * Turns {@code java/util/Map}, {@code [I} or {@code [Ljava.lang.String;} into the name that Java
   * source would use.
   */
  static String javaName(String name) {
    int dimensions = 0;
    while (dimensions < name.length() && name.charAt(dimensions) == '[') {
      dimensions++;
    }
    if (dimensions == 0) {
      return name.replace('/', '.');
    }
    String element = name.substring(dimensions);
    if (element.startsWith("L") && element.endsWith(";")) {
      element = element.substring(1, element.length() - 1).replace('/', '.');
    } else if (element.length() == 1) {
      element = primitiveName(element.charAt(0));
    }
    return element + "[]".repeat(dimensions);
  }

  private static String primitiveName(char descriptor) {
    return switch (descriptor) {
      case 'Z' -> "boolean";
      case 'C' -> "char";
      case 'F' -> "float";
      case 'D' -> "double";
      case 'B' -> "byte";
      case 'S' -> "short";
      case 'I' -> "int";
      case 'J' -> "long";
      default -> String.valueOf(descriptor);
    };
  }
}
