package heapsh.graph;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Gathers values, big-endian, for the small sections of an index. */
final class ByteSink {
  private ByteBuffer buffer = ByteBuffer.allocate(1 << 12);

  private ByteBuffer room(int bytes) {
    if (buffer.remaining() < bytes) {
      int size = Math.max(Math.multiplyExact(buffer.capacity(), 2), buffer.position() + bytes);
      buffer = ByteBuffer.allocate(size).put(buffer.flip());
    }
    return buffer;
  }

  ByteSink putByte(int value) {
    room(1).put((byte) value);
    return this;
  }

  ByteSink putInt(int value) {
    room(Integer.BYTES).putInt(value);
    return this;
  }

  ByteSink putLong(long value) {
    room(Long.BYTES).putLong(value);
    return this;
  }

  /** Adds a text, or null. */
  ByteSink putText(String text) {
    if (text == null) {
      return putInt(-1);
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    putInt(bytes.length);
    room(bytes.length).put(bytes);
    return this;
  }

  byte[] toArray() {
    return Arrays.copyOf(buffer.array(), buffer.position());
  }
}
