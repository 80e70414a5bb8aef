package heapsh.jdk;

import heapsh.graph.HeapGraph;
import heapsh.graph.ObjectReader;

/** Reads {@code java.lang.String} objects of every JDK's layout. Thread-safe; the reader belongs to the caller. */
public final class JavaStrings {
  JavaStrings(HeapGraph graph) {
    throw new UnsupportedOperationException("skeleton");
  }

  /** Tells whether the object is a {@code java.lang.String}. O(1). */
  public boolean isString(int index) {
    throw new UnsupportedOperationException("skeleton");
  }

  /** Returns the index of the byte[] or char[] behind a String, or a negative {@link ObjectReader} constant. */
  public int valueArray(ObjectReader reader, int index) {
    throw new UnsupportedOperationException("skeleton");
  }

  /** Reads at most {@code maxChars} characters of a String, unescaped; null when its array is missing. */
  public String text(ObjectReader reader, int index, int maxChars) {
    throw new UnsupportedOperationException("skeleton");
  }

  /** Reads the length of a String in characters, 0 when its array is missing. */
  public int length(ObjectReader reader, int index) {
    throw new UnsupportedOperationException("skeleton");
  }
}
