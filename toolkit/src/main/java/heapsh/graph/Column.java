package heapsh.graph;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Holds numbers outside the JVM's heap: in the scratch file, or in an index that is mapped. */
abstract sealed class Column permits ByteColumn, IntColumn, LongColumn {
  private final ByteBuffer[] bytes;
  private final Extent[] extents;

  /** Makes a column of what is mapped elsewhere, in parts. */
  Column(ByteBuffer[] bytes) {
    this.bytes = bytes;
    extents = null;
  }

  /** Makes a column of a part of the scratch file, in parts. */
  Column(Extent[] extents) {
    this.extents = extents;
    bytes = Arrays.stream(extents).map(Extent::memory).toArray(ByteBuffer[]::new);
  }

  /** Gives the memory behind the column, in parts. */
  ByteBuffer[] bytes() {
    return bytes;
  }

  /** Tells where it is in the scratch file. */
  Extent[] extents() {
    return extents;
  }
}
