package heapsh.graph;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A stretch of a mapped block of the scratch file.
 *
 * @param block the mapping that it is part of
 * @param at where it begins in the block
 * @param bytes how long it is
 * @param position where it begins in the file
 * @param used whether somebody had it before, so that it may hold anything; else it is zero, and
 *     the pages behind it have not been made
 */
record Extent(ByteBuffer block, int at, int bytes, long position, boolean used) {
  /** Returns the memory. */
  ByteBuffer memory() {
    return block.slice(at, bytes).order(ByteOrder.nativeOrder());
  }

  long end() {
    return position + bytes;
  }

  /** Returns the first bytes of this. */
  Extent head(int length) {
    return new Extent(block, at, length, position, used);
  }

  /** Returns what is left without the first bytes. */
  Extent tail(int length) {
    return new Extent(block, at + length, bytes - length, position + length, used);
  }

  /** Tells whether another one of the same block begins where this ends. */
  boolean meets(Extent next) {
    return next.block == block && next.position == end();
  }

  /** Returns this and one that it {@link #meets} as one. */
  Extent with(Extent next) {
    return new Extent(block, at, bytes + next.bytes, position, used);
  }

  Extent asUsed() {
    return new Extent(block, at, bytes, position, true);
  }
}
