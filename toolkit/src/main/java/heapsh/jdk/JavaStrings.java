package heapsh.jdk;

import heapsh.graph.HeapClass;
import heapsh.graph.HeapField;
import heapsh.graph.HeapGraph;
import heapsh.graph.ObjectReader;
import heapsh.hprof.FieldType;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Reads {@code java.lang.String} objects of every JDK's layout. Thread-safe; the reader belongs to
 * the caller.
 *
 * <p>JDK 6 has {@code char[] value, int offset, int count}, 7 and 8 {@code char[] value}, 9 and
 * later {@code byte[] value, byte coder}; Android {@code int count} and a {@code char[]} or Latin-1
 * {@code byte[] value}, which its dumper makes up. A String without {@code value} has no text in
 * the dump and is shown as an object with fields. The bytes of a UTF-16 String stand in the byte
 * order of the machine that wrote the dump: the statics of {@code java.lang.StringUTF16} tell it;
 * where they do not, little-endian is assumed.
 */
public final class JavaStrings {
  private static final int HASH_CHUNK = 1 << 16;

  private final HeapGraph graph;
  private final int stringClass;
  private final HeapField value;
  private final HeapField coder;
  private final HeapField offset;
  private final HeapField count;
  private final Charset utf16;

  JavaStrings(HeapGraph graph) {
    this.graph = graph;
    HeapClass type = null;
    HeapClass utf16Type = null;
    for (int number = 0; number < graph.classCount(); number++) {
      HeapClass candidate = graph.heapClass(number);
      if (type == null && candidate.name().equals("java.lang.String")) {
        type = candidate;
      } else if (candidate.name().equals("java.lang.StringUTF16")) {
        utf16Type = candidate;
      }
    }
    value = reference(type, "value");
    stringClass = value == null ? -1 : type.number();
    coder = primitive(type, "coder");
    offset = primitive(type, "offset");
    count = primitive(type, "count");
    utf16 = isBigEndian(utf16Type) ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE;
  }

  private static HeapField reference(HeapClass type, String name) {
    HeapField field = type == null ? null : type.fieldNamed(name);
    return field != null && field.isReference() ? field : null;
  }

  private static HeapField primitive(HeapClass type, String name) {
    HeapField field = type == null ? null : type.fieldNamed(name);
    return field == null || field.isReference() ? null : field;
  }

  private boolean isBigEndian(HeapClass utf16Type) {
    HeapField shift = utf16Type == null ? null : utf16Type.staticNamed("HI_BYTE_SHIFT");
    return shift != null
        && !shift.isReference()
        && utf16Type.objectIndex() >= 0
        && graph.reader().bits(utf16Type.objectIndex(), shift) == 8;
  }

  /** Tells whether the object is a {@code java.lang.String}. O(1). */
  public boolean isString(int index) {
    return index >= 0 && graph.classNumber(index) == stringClass;
  }

  /**
   * Returns the index of the byte[] or char[] behind a String, or a negative {@link ObjectReader}
   * constant when it, or what stands in it, is not in the dump.
   */
  public int valueArray(ObjectReader reader, int index) {
    if (!isString(index)) {
      return ObjectReader.NULL;
    }
    int array = reader.reference(index, value);
    return array < 0 || isText(array) && reader.hasData(array) ? array : ObjectReader.DANGLING;
  }

  private boolean isText(int array) {
    FieldType type = elementType(array);
    return type == FieldType.BYTE || type == FieldType.CHAR;
  }

  private FieldType elementType(int array) {
    return graph.heapClass(graph.classNumber(array)).elementType();
  }

  /**
   * Reads at most {@code maxChars} characters of a String, unescaped; null when its array is
   * missing or the object is no String.
   */
  public String text(ObjectReader reader, int index, int maxChars) {
    int array = valueArray(reader, index);
    if (array < 0) {
      return null;
    }
    FieldType type = elementType(array);
    Charset charset = charset(reader, index, type);
    int width = charWidth(charset);
    int chars = Math.max(0, Math.min(maxChars, length(reader, index, array, type, width)));
    int from = start(reader, index);
    if (type == FieldType.BYTE) {
      from *= width;
    }
    return new String(reader.arrayBytes(array, from, chars * width), charset);
  }

  /**
   * Reads the length of a String in characters, 0 when its array is missing or the object is no
   * String.
   */
  public int length(ObjectReader reader, int index) {
    int array = valueArray(reader, index);
    if (array < 0) {
      return 0;
    }
    FieldType type = elementType(array);
    return length(reader, index, array, type, charWidth(charset(reader, index, type)));
  }

  /**
   * Reads a whole array of characters and returns a hash of 64 bits, the same for the same text and
   * coder.
   */
  long hash(ObjectReader reader, int index) {
    int array = valueArray(reader, index);
    if (array < 0) {
      return 0;
    }
    FieldType type = elementType(array);
    int unit = type == FieldType.CHAR ? 2 : 1;
    int width = charWidth(charset(reader, index, type));
    int from = start(reader, index);
    long left = from + (long) length(reader, index, array, type, width) * (width / unit);
    long hash = 0xcbf29ce484222325L;
    while (from < left) {
      int limit = (int) Math.min(HASH_CHUNK, (left - from) * unit);
      for (byte b : reader.arrayBytes(array, from, limit)) {
        hash = (hash ^ (b & 0xff)) * 0x100000001b3L;
      }
      from += limit / unit;
    }
    return hash ^ hash >>> 32;
  }

  private static int charWidth(Charset charset) {
    return charset == StandardCharsets.ISO_8859_1 ? 1 : 2;
  }

  private Charset charset(ObjectReader reader, int index, FieldType type) {
    if (type == FieldType.CHAR) {
      return StandardCharsets.UTF_16BE;
    }
    return coder != null && reader.bits(index, coder) != 0 ? utf16 : StandardCharsets.ISO_8859_1;
  }

  private int start(ObjectReader reader, int index) {
    return offset == null || count == null ? 0 : (int) Math.max(0, reader.bits(index, offset));
  }

  private int length(ObjectReader reader, int index, int array, FieldType type, int width) {
    int units = reader.arrayLength(array);
    if (type == FieldType.BYTE) {
      return units / width;
    }
    if (offset == null || count == null) {
      return units;
    }
    long wanted = Math.max(0, reader.bits(index, count));
    return (int) Math.max(0, Math.min(wanted, (long) units - start(reader, index)));
  }
}
