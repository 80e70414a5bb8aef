package heapsh.jdk;

import heapsh.hprof.FieldType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Holds the parameters of HotSpot's object layout.
 *
 * @param wordBytes 8 or 4
 * @param referenceBytes width of a reference: 8 or 4
 * @param headerBytes what stands before the fields: mark word and class pointer
 * @param newFields whether fields are packed as since JDK 15 (FieldLayoutBuilder), else as before
 * @param newArrays whether elements start right behind the length as since JDK 23, else at the next
 *     word
 * @param alignment of objects: 8 or, by -XX:ObjectAlignmentInBytes, a larger power of two
 */
record LayoutRules(
    int wordBytes,
    int referenceBytes,
    int headerBytes,
    boolean newFields,
    boolean newArrays,
    int alignment) {
  private static final int LENGTH_BYTES = 4;
  private static final int MAX_ALIGNMENT = 256;

  /**
   * Returns the layouts that HotSpot has had, the most common ones first.
   *
   * @param largestAlignment the largest alignment that addresses allow
   */
  static List<LayoutRules> known(int wordBytes, int largestAlignment) {
    List<LayoutRules> known = new ArrayList<>();
    for (LayoutRules rules : combinations(wordBytes, largestAlignment)) {
      if (rules.existed()) {
        known.add(rules);
      }
    }
    return known;
  }

  /** Returns every combination, whether or not HotSpot has had it. */
  static List<LayoutRules> combinations(int wordBytes, int largestAlignment) {
    List<LayoutRules> all = new ArrayList<>();
    for (int alignment = 8; alignment <= Math.min(MAX_ALIGNMENT, largestAlignment); ) {
      for (int reference = 4; reference <= wordBytes; reference += 4) {
        for (int header : wordBytes == 8 ? new int[] {12, 16, 8} : new int[] {8}) {
          for (int form = 0; form < 4; form++) {
            boolean newFields = form < 2;
            boolean newArrays = form == 1 || form == 3;
            all.add(new LayoutRules(wordBytes, reference, header, newFields, newArrays, alignment));
          }
        }
      }
      alignment *= 2;
    }
    return all;
  }

  /**
   * New arrays came after new fields, compact headers after both; before new fields, class pointers
   * were compressed only where references were.
   */
  private boolean existed() {
    boolean compact = wordBytes == 8 && headerBytes == 8;
    if (newFields) {
      return !compact || newArrays;
    }
    return !newArrays && !compact && !(headerBytes == 12 && referenceBytes == 8);
  }

  boolean compressedReferences() {
    return wordBytes == 8 && referenceBytes == 4;
  }

  /** Returns the size of an array in bytes; a negative length counts as 0. */
  long arrayBytes(FieldType elementType, int length) {
    int width = elementType.bytes(referenceBytes);
    long start = headerBytes + LENGTH_BYTES;
    if (!newArrays) {
      start = align(start, wordBytes);
    }
    start = align(start, Math.max(LENGTH_BYTES, width));
    return align(start + (long) Math.max(0, length) * width, alignment);
  }

  /** Returns the size of a StackChunk whose fields end at {@code fieldBytes}. */
  long stackChunkBytes(long fieldBytes, int words) {
    long stack = Math.max(0, words);
    // The bitmap of where references are: compressed ones may be two in a word.
    long bits = compressedReferences() ? 2 * stack : stack;
    return align(fieldBytes + stack * wordBytes + align(bits, 64) / 8, alignment);
  }

  long aligned(long bytes) {
    return align(bytes, alignment);
  }

  /** Tells whether the layout has every one of these properties. */
  boolean satisfies(Set<LayoutTerm> terms) {
    for (LayoutTerm term : terms) {
      if (!term.holds(this)) {
        return false;
      }
    }
    return true;
  }

  /** Returns the properties in words, comma-separated. */
  String text() {
    List<String> words = new ArrayList<>();
    for (LayoutTerm term : LayoutTerm.values()) {
      boolean alwaysSo = wordBytes == 4 && term.group() != LayoutTerm.Group.WORD;
      if (term.holds(this) && !(alwaysSo && isSettled(term)) && !isImmaterial(term)) {
        words.add(term.text());
      }
    }
    return String.join(", ", words);
  }

  private static boolean isSettled(LayoutTerm term) {
    return term.group() == LayoutTerm.Group.REFERENCES || term.group() == LayoutTerm.Group.HEADER;
  }

  /** Where the header and the length fill whole words, elements start there by either rule. */
  boolean isImmaterial(LayoutTerm term) {
    return term.group() == LayoutTerm.Group.ARRAYS && (headerBytes + LENGTH_BYTES) % wordBytes == 0;
  }

  static long align(long bytes, long alignment) {
    return (bytes + alignment - 1) / alignment * alignment;
  }
}
