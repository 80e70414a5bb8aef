package heapsh.graph;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Takes out of a section of an index what {@link ByteSink} put in. Whatever the bytes are, it reads
 * no further than they go and allocates no more than they justify.
 *
 * <p>Every method throws {@link UnusableIndexException} when the section does not hold the value.
 */
final class ByteSource {
  private final String section;
  private final ByteBuffer buffer;

  ByteSource(String section, byte[] bytes) {
    this.section = section;
    buffer = ByteBuffer.wrap(bytes);
  }

  UnusableIndexException bad() {
    return new UnusableIndexException(
        "section " + section + " makes no sense at byte " + buffer.position());
  }

  int getByte() {
    try {
      return buffer.get();
    } catch (BufferUnderflowException e) {
      throw bad();
    }
  }

  int getInt() {
    try {
      return buffer.getInt();
    } catch (BufferUnderflowException e) {
      throw bad();
    }
  }

  long getLong() {
    try {
      return buffer.getLong();
    } catch (BufferUnderflowException e) {
      throw bad();
    }
  }

  /** Takes an int from {@code least} up to {@code end}, exclusive. */
  int getIntIn(int least, int end) {
    int value = getInt();
    if (value < least || value >= end) {
      throw bad();
    }
    return value;
  }

  boolean getBoolean() {
    return getIn(0, 2) == 1;
  }

  /** Takes a byte from {@code least} up to {@code end}, exclusive. */
  int getIn(int least, int end) {
    int value = getByte();
    if (value < least || value >= end) {
      throw bad();
    }
    return value;
  }

  /** Takes a number of things of at least {@code bytesEach} bytes that follow. */
  int count(int bytesEach) {
    int count = getInt();
    if (count < 0 || count > buffer.remaining() / bytesEach) {
      throw bad();
    }
    return count;
  }

  /** Takes a text, or null. */
  String getText() {
    int length = getInt();
    if (length == -1) {
      return null;
    }
    if (length < 0 || length > buffer.remaining()) {
      throw bad();
    }
    String text = new String(buffer.array(), buffer.position(), length, StandardCharsets.UTF_8);
    buffer.position(buffer.position() + length);
    return text;
  }

  /** Takes a text that is there. */
  String getName() {
    String text = getText();
    if (text == null) {
      throw bad();
    }
    return text;
  }

  /** Takes {@code count} ints. */
  int[] ints(int count) {
    if (count > buffer.remaining() / Integer.BYTES) {
      throw bad();
    }
    int[] values = new int[count];
    buffer.asIntBuffer().get(values);
    buffer.position(buffer.position() + count * Integer.BYTES);
    return values;
  }

  /** Fills an array with all that is left, which must be as much. */
  void getLongs(long[] to) {
    if (buffer.remaining() != (long) to.length * Long.BYTES) {
      throw bad();
    }
    buffer.asLongBuffer().get(to);
    buffer.position(buffer.limit());
  }

  /** Checks that nothing is left. */
  void end() {
    if (buffer.hasRemaining()) {
      throw bad();
    }
  }
}
