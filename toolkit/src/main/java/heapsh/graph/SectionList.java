package heapsh.graph;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Gathers what an index is to keep. Columns are referred to, not copied. */
final class SectionList {
  /** Every column's parts are of 2^30 bytes. */
  static final int MAPPED_SHIFT = 30;

  private final List<Section> sections = new ArrayList<>();

  /** Adds the first {@code length} ints of a column. */
  void ints(String name, IntColumn column, long length) {
    add(name, length * Integer.BYTES, column.bytes(), MAPPED_SHIFT);
  }

  /** Adds the first {@code length} longs of a column. */
  void longs(String name, LongColumn column, long length) {
    add(name, length * Long.BYTES, column.bytes(), MAPPED_SHIFT);
  }

  /** Adds the first {@code length} bytes of a column. */
  void bytes(String name, ByteColumn column, long length) {
    add(name, length, column.bytes(), MAPPED_SHIFT);
  }

  /** Adds bytes that stand in the JVM's heap. */
  void blob(String name, byte[] bytes) {
    add(name, bytes.length, new ByteBuffer[] {ByteBuffer.wrap(bytes)}, MAPPED_SHIFT);
  }

  /** Adds bytes that stand in parts of {@code 2^partShift}. */
  void add(String name, long bytes, ByteBuffer[] parts, int partShift) {
    add(new Section(name, bytes, parts, partShift, new int[0]));
  }

  /** Adds a section, such as one of another index. */
  void add(Section section) {
    sections.add(section);
  }

  List<Section> toList() {
    return List.copyOf(sections);
  }
}
