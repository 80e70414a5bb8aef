package heapsh.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Walks the records of a dump and does nothing with them: what any reader must do at least.
 * Positioned reads into one buffer, one thread, data skipped by its length; nothing is checked. It
 * is the measure that phases are compared with, so it shares no code with the toolkit.
 *
 * <p>Records as HotSpot's heap dumper writes them ({@code heapDumper.cpp} of OpenJDK).
 */
public final class RecordWalk {
  private static final int BUFFER_BYTES = 1 << 18;
  private static final int HEAP_DUMP = 0x0C;
  private static final int HEAP_DUMP_SEGMENT = 0x1C;

  /** Bytes after the id of a root record, by tag. */
  private static final int[] ROOT_WORDS_AFTER_ID = {-1, 0, 8, 8, 4, 0, 4, 0, 8};

  private static final int ROOT_UNKNOWN = 0xFF;
  private static final int ROOT_JNI_GLOBAL = 0x01;
  private static final int CLASS_DUMP = 0x20;
  private static final int INSTANCE_DUMP = 0x21;
  private static final int OBJECT_ARRAY_DUMP = 0x22;
  private static final int PRIMITIVE_ARRAY_DUMP = 0x23;

  /** Bytes of a value by its type's code, 4 to 11; 2 is a reference. */
  private static final int[] VALUE_BYTES = {0, 0, 0, 0, 1, 2, 4, 8, 1, 2, 4, 8};

  private final FileChannel file;
  private final long fileBytes;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES).limit(0);
  private long bufferStart;
  private int idBytes;
  private long objects;

  private RecordWalk(FileChannel file) throws IOException {
    this.file = file;
    fileBytes = file.size();
  }

  /**
   * Walks a dump and returns the number of its objects, class objects among them.
   *
   * @throws IOException if the file cannot be read or ends too early
   */
  public static long countObjects(Path dump) throws IOException {
    try (FileChannel file = FileChannel.open(dump, StandardOpenOption.READ)) {
      RecordWalk walk = new RecordWalk(file);
      walk.walkFile();
      return walk.objects;
    }
  }

  private void walkFile() throws IOException {
    long position = 0;
    while (u1(position) != 0) {
      position++;
    }
    idBytes = i4(position + 1);
    position += 1 + 4 + 8;
    while (position < fileBytes) {
      int tag = u1(position);
      long body = position + 9;
      long end = body + (i4(position + 5) & 0xFFFFFFFFL);
      if (tag == HEAP_DUMP_SEGMENT || tag == HEAP_DUMP) {
        walkSegment(body, end);
      }
      position = end;
    }
  }

  private void walkSegment(long start, long end) throws IOException {
    long position = start;
    while (position < end) {
      int tag = u1(position);
      switch (tag) {
        case INSTANCE_DUMP -> {
          objects++;
          position += 9 + 2L * idBytes + i4(position + 5 + 2L * idBytes);
        }
        case OBJECT_ARRAY_DUMP -> {
          objects++;
          position += 9 + 2L * idBytes + (long) i4(position + 5 + idBytes) * idBytes;
        }
        case PRIMITIVE_ARRAY_DUMP -> {
          objects++;
          long length = i4(position + 5 + idBytes);
          position += 10 + idBytes + length * VALUE_BYTES[u1(position + 9 + idBytes)];
        }
        case CLASS_DUMP -> {
          objects++;
          position = afterClass(position);
        }
        default -> position += 1 + idBytes + rootBytes(tag, position);
      }
    }
  }

  private int rootBytes(int tag, long position) {
    if (tag == ROOT_UNKNOWN) {
      return 0;
    }
    if (tag == ROOT_JNI_GLOBAL) {
      return idBytes;
    }
    if (tag >= ROOT_WORDS_AFTER_ID.length || tag == 0) {
      throw new IllegalArgumentException("heap record " + tag + " at byte " + position);
    }
    return ROOT_WORDS_AFTER_ID[tag];
  }

  private long afterClass(long start) throws IOException {
    long position = start + 1 + 7L * idBytes + 8;
    int constants = u2(position);
    position += 2;
    for (int i = 0; i < constants; i++) {
      position += 3 + valueBytes(u1(position + 2));
    }
    int statics = u2(position);
    position += 2;
    for (int i = 0; i < statics; i++) {
      position += idBytes + 1 + valueBytes(u1(position + idBytes));
    }
    return position + 2 + u2(position) * (idBytes + 1L);
  }

  private int valueBytes(int type) {
    return type == 2 ? idBytes : VALUE_BYTES[type];
  }

  private int u1(long position) throws IOException {
    return buffer.get(load(position, 1)) & 0xFF;
  }

  private int u2(long position) throws IOException {
    return buffer.getShort(load(position, 2)) & 0xFFFF;
  }

  private int i4(long position) throws IOException {
    return buffer.getInt(load(position, 4));
  }

  /** Makes bytes at a position stand in the buffer and returns where. */
  private int load(long position, int bytes) throws IOException {
    long at = position - bufferStart;
    if (at < 0 || at + bytes > buffer.limit()) {
      fill(position, bytes);
      return 0;
    }
    return (int) at;
  }

  private void fill(long position, int bytes) throws IOException {
    buffer.clear();
    bufferStart = position;
    while (buffer.position() < bytes) {
      if (file.read(buffer, position + buffer.position()) < 0) {
        throw new IOException("the file ends at byte " + (position + buffer.position()));
      }
    }
    buffer.flip();
  }
}
