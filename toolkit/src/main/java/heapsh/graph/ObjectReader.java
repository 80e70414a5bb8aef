package heapsh.graph;

/**
 * Reads values of objects from the dump: O(1) I/O per call, buffered, so that reading in the order
 * of indexes is fastest. Not thread-safe: every thread takes its own reader.
 *
 * <p>Primitives come as raw bits: an integral value sign-extended (char and boolean zero-extended),
 * a float as {@code Float.floatToRawIntBits}, a double as {@code Double.doubleToRawLongBits}.
 */
public interface ObjectReader {
  /** What a reference gives that is null. */
  int NULL = -1;

  /** What a reference gives that is not null but names no object of the dump. */
  int DANGLING = -2;

  /**
   * Reads a reference field of an instance, or a static one of a class object: an index, NULL or
   * DANGLING.
   */
  int reference(int index, HeapField field);

  /** Reads the id in a reference field, whether or not the dump has that object; 0 for null. */
  long referenceId(int index, HeapField field);

  /** Reads a primitive field of an instance, or a static one of a class object, as raw bits. */
  long bits(int index, HeapField field);

  /** Reads the number of elements of an array. */
  int arrayLength(int index);

  /** Reads element {@code position} of an array of references: an index, NULL or DANGLING. */
  int element(int index, int position);

  /**
   * Tells whether the dump holds the elements of a primitive array; Android's may leave them out.
   */
  default boolean hasData(int index) {
    return true;
  }

  /**
   * Reads element {@code position} of a primitive array, as raw bits.
   *
   * @throws heapsh.HeapException when the dump does not have them, see {@link #hasData}
   */
  long elementBits(int index, int position);

  /**
   * Reads up to {@code limit} bytes of a primitive array's data from the start of element {@code
   * from}, big-endian as in the dump; none when the dump does not have them.
   */
  byte[] arrayBytes(int index, int from, int limit);
}
