package heapsh.graph;

/**
 * Maps ids to dense indexes in the order of the ids, and back. Immutable and thread-safe once
 * built.
 */
interface IdIndex {
  /** Gathers the ids of one thread while the dump is scanned. */
  interface Adder {
    /** Takes the id of an object record. */
    void add(long id);

    /** Hands over what is still held back. */
    void flush();
  }

  /** Builds an index from what several threads add. */
  interface Builder {
    /** Returns an adder for the calling thread. */
    Adder adder();

    /**
     * Builds the index; every adder must have been flushed.
     *
     * @throws SparseIdsException when this form of index does not suit the ids
     */
    IdIndex build();
  }

  /** Returns the number of different ids. */
  int size();

  /** Returns how many ids were added more than once. */
  long duplicates();

  /** Returns the index of an id, or -1. */
  int indexOf(long id);

  /** Returns the id of an index, 0 to {@code size() - 1}. O(log n). */
  long idOf(int index);

  /** Adds the index to what a kept index of the heap holds. */
  void keep(SectionList out);

  /**
   * Gives the index that a kept index of the heap holds; its sections are verified.
   *
   * @param size how many ids it must have
   */
  static IdIndex kept(IndexFile in, int size, long duplicates) {
    return in.has(SortedIds.SECTION)
        ? SortedIds.kept(in, size, duplicates)
        : RankBitmap.kept(in, size, duplicates);
  }

  /**
   * Returns the distance from an id of this index to the next one, or {@link LayoutEvidence#NONE}
   * when it is the last one or the next one is far away. O(1).
   *
   * @param id an id that is in this index
   * @param index its index
   */
  long gapAfter(long id, int index);

  /** Says that ids are not the aligned, close addresses that a {@link RankBitmap} needs. */
  final class SparseIdsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SparseIdsException() {
      super("ids are sparse or not aligned", null, false, false);
    }
  }
}
