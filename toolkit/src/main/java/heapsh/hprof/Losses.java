package heapsh.hprof;

import java.util.List;

/**
 * Says how much of a damaged dump was read and how much was not. Immutable.
 *
 * @param fileBytes size of the (unpacked) file
 * @param lostBytes how many of these bytes hold records that could not be read
 * @param missingBytes how many bytes more the last record declares than the file has; what stood
 *     after that record cannot be known
 * @param contradicting how many records are whole but do not fit what their class says; they count
 *     as objects without references and values
 * @param dangling how many references name objects that are not among those read
 * @param count how many stretches were lost
 * @param first the first of them, at most {@link LossLog#KEPT}
 */
public record Losses(
    long fileBytes,
    long lostBytes,
    long missingBytes,
    long contradicting,
    long dangling,
    int count,
    List<Loss> first) {
  /** Says that all was read. */
  public static final Losses NONE = new Losses(0, 0, 0, 0, 0, 0, List.of());

  /**
   * Holds one stretch of a file that could not be read.
   *
   * @param offset where it begins, in the (unpacked) file
   * @param bytes how long it is; 0 where only a length was wrong and nothing else is lost
   * @param reason what was found there
   */
  public record Loss(long offset, long bytes, String reason) {}

  /** Copies the list. */
  public Losses {
    first = List.copyOf(first);
  }

  /** Tells whether anything is lost, so that every result rests on a part of the heap. */
  public boolean any() {
    return count > 0 || contradicting > 0;
  }

  /** Returns how many bytes of the (unpacked) file were read. */
  public long readBytes() {
    return fileBytes - lostBytes;
  }

  /** Returns these losses with what became known while objects were read. */
  public Losses with(long contradictingRecords, long danglingReferences) {
    return new Losses(
        fileBytes, lostBytes, missingBytes, contradictingRecords, danglingReferences, count, first);
  }
}
