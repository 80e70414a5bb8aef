package heapsh;

import heapsh.graph.HeapClass;
import heapsh.hprof.FieldType;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** Reads the text in a String, a char[] or a byte[]. */
final class ObjectText {
  private ObjectText() {}

  /** Tells whether an object is of a type that holds text. O(1). */
  static boolean hasText(HeapReader heap, int index) {
    FieldType element = heap.classOf(index).elementType();
    return element == FieldType.CHAR || element == FieldType.BYTE || heap.isString(index);
  }

  /**
   * Reads the start of an object's text; bytes as UTF-8, or as Latin-1 when they are not that.
   *
   * @return the text, or null when the array of a String is missing
   */
  static String read(HeapReader heap, int index, int maxChars) {
    HeapClass type = heap.classOf(index);
    if (!type.isArray()) {
      return heap.text(index, maxChars);
    }
    int length = heap.arrayLength(index);
    int chars = Math.min(length, maxChars);
    return type.elementType() == FieldType.CHAR
        ? ByteBuffer.wrap(heap.arrayBytes(index, Math.multiplyExact(chars, 2)))
            .asCharBuffer()
            .toString()
        : decode(heap.arrayBytes(index, chars), chars == length);
  }

  private static String decode(byte[] bytes, boolean whole) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer chars = CharBuffer.allocate(bytes.length);
    // A start may end in the middle of a character, which is then left out.
    CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), chars, whole);
    return result.isError()
        ? new String(bytes, StandardCharsets.ISO_8859_1)
        : chars.flip().toString();
  }
}
