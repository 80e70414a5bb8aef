package heapsh.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * Says how a kept index is laid out. Header and directory are big-endian; sections are in the byte
 * order of the machine that wrote them, so that they are used as they stand.
 *
 * <pre>
 *   header      magic, 8 bytes | format version, i4 | byte order, i4 | offset of the directory, i8
 *               | length of the directory, i8 | its CRC32C, i4 | CRC32C of the header so far, i4
 *   sections    each at a multiple of 64, zeros between
 *   directory   key | fingerprint of the dump | number of sections, i4
 *               | per section: name | offset, i8 | length, i8 | CRC32C of each 16 MiB, i4 each
 * </pre>
 *
 * <p>The directory is the end of the file. Raise {@link #VERSION} with every change of this layout
 * or of what a section holds: an index of another version is written anew.
 */
final class IndexFormat {
  static final int VERSION = 3;
  static final int HEADER_BYTES = 40;
  static final int ALIGNMENT = 64;

  /** Bounds what a reader takes into memory: a million classes have less. */
  static final int MAX_DIRECTORY_BYTES = 1 << 24;

  /** "heapsh" and a line end that copying as text would change. */
  private static final long MAGIC = 0x6865_6170_7368_0D0AL;

  private static final int ORDER =
      ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN ? 0x4C45 : 0x4245;
  private static final int SUMMED_HEADER_BYTES = HEADER_BYTES - Integer.BYTES;

  private IndexFormat() {}

  /**
   * Says where a section stands.
   *
   * @param sums its checksums, one for each {@link Section#CHUNK}
   */
  record Entry(String name, long offset, long bytes, int[] sums) {}

  /**
   * Holds what stands in the directory.
   *
   * @param key what else than the dump the content depends on
   * @param dump the dump that was indexed
   */
  record Directory(String key, Fingerprint dump, List<Entry> entries) {
    byte[] toBytes() {
      ByteSink sink = new ByteSink();
      sink.putText(key);
      dump.put(sink);
      sink.putInt(entries.size());
      for (Entry entry : entries) {
        sink.putText(entry.name).putLong(entry.offset).putLong(entry.bytes);
        for (int sum : entry.sums) {
          sink.putInt(sum);
        }
      }
      return sink.toArray();
    }

    /** Decodes a directory; every entry lies between header and {@code end}. */
    static Directory of(byte[] bytes, long end) {
      ByteSource source = new ByteSource("directory", bytes);
      String key = source.getName();
      Fingerprint dump = Fingerprint.get(source);
      int count = source.count(Integer.BYTES + 2 * Long.BYTES);
      List<Entry> entries = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        entries.add(entry(source, end));
      }
      source.end();
      return new Directory(key, dump, entries);
    }

    private static Entry entry(ByteSource source, long end) {
      String name = source.getName();
      long offset = source.getLong();
      long bytes = source.getLong();
      if (offset < HEADER_BYTES || offset > end || bytes < 0 || bytes > end - offset) {
        throw source.bad();
      }
      int[] sums = source.ints(Section.chunks(bytes));
      return new Entry(name, offset, bytes, sums);
    }

    Map<String, Entry> byName() {
      Map<String, Entry> map = new LinkedHashMap<>();
      entries.forEach(entry -> map.put(entry.name, entry));
      return map;
    }
  }

  /** Makes the header of a file with this directory. */
  static byte[] header(long directoryOffset, byte[] directory) {
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
    header.putLong(MAGIC).putInt(VERSION).putInt(ORDER).putLong(directoryOffset);
    header.putLong(directory.length).putInt(sum(directory, directory.length));
    return header.putInt(sum(header.array(), SUMMED_HEADER_BYTES)).array();
  }

  /**
   * Says where the directory is and what its checksum must be.
   *
   * @param offset where it starts
   * @param bytes its length
   * @param sum its checksum
   */
  record Place(long offset, int bytes, int sum) {}

  /**
   * Checks a header.
   *
   * @param fileBytes how long the file is
   */
  static Place check(byte[] bytes, long fileBytes) {
    ByteBuffer header = ByteBuffer.wrap(bytes);
    if (header.getLong() != MAGIC) {
      throw new UnusableIndexException("it is no index of heapsh");
    }
    int version = header.getInt();
    int order = header.getInt();
    if (version != VERSION || order != ORDER) {
      throw new UnusableIndexException("it was written by another version of heapsh");
    }
    long offset = header.getLong();
    long length = header.getLong();
    int sum = header.getInt();
    if (header.getInt() != sum(bytes, SUMMED_HEADER_BYTES)) {
      throw new UnusableIndexException("its header is damaged");
    }
    if (length < 0
        || length > MAX_DIRECTORY_BYTES
        || offset < HEADER_BYTES
        || offset != fileBytes - length) {
      throw new UnusableIndexException("it is not complete");
    }
    return new Place(offset, (int) length, sum);
  }

  static int sum(byte[] bytes, int length) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, 0, length);
    return (int) sum.getValue();
  }
}
