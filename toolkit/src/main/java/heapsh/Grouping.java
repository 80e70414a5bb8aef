package heapsh;

import org.roaringbitmap.RoaringBitmap;

/**
 * Holds the rows of a set partitioned by a classifier, largest first. Immutable and thread-safe.
 */
interface Grouping {
  /** Returns the number of rows. */
  int rows();

  /** Returns the number of objects of a row. */
  int count(int row);

  /** Returns the bytes of a row. */
  long bytes(int row);

  /** Returns the bytes of all rows up to this one, its own included. */
  long cumulativeBytes(int row);

  /** Returns the whole name of a row. */
  String name(int row);

  /** Returns the name of a row, shortened where its sort of name allows. */
  String shortName(int row, int width);

  /**
   * Makes the names of rows {@code from} to {@code to}, exclusive, quick to get, where that helps.
   */
  default void prepare(int from, int to) {}

  /** Collects the objects of rows {@code from} to {@code to}, exclusive. O(objects of the set). */
  RoaringBitmap objects(int from, int to);

  /** Returns the kind of rows {@code from} to {@code to}, exclusive. */
  Kind kind(int from, int to);

  /** Returns the grouping of a row alone, which keeps its name whatever else the row holds. */
  Grouping row(int row);

  /** Partitions a set. O(objects). */
  static Grouping of(Heap heap, RoaringBitmap set, Classifier classifier) {
    return classifier.equals(Classifier.ID)
        ? new IdGrouping(heap, set)
        : KindGrouping.of(heap, set, classifier);
  }
}
