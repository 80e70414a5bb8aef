package heapsh;

import org.roaringbitmap.RoaringBitmap;

/** Holds one row of another grouping. Keeps nothing else of that alive. */
record RowGrouping(
    Heap heap, Classifier classifier, int kindNumber, Kind kind, int count, long bytes)
    implements Grouping {
  @Override
  public int rows() {
    return 1;
  }

  @Override
  public int count(int row) {
    return count;
  }

  @Override
  public long bytes(int row) {
    return bytes;
  }

  @Override
  public long cumulativeBytes(int row) {
    return bytes;
  }

  @Override
  public String name(int row) {
    return heap.classification(classifier).name(kindNumber);
  }

  @Override
  public String shortName(int row, int width) {
    return heap.classification(classifier).shortName(kindNumber, width);
  }

  @Override
  public RoaringBitmap objects(int from, int to) {
    // Only ever asked for part of the one row: all of it is the set itself.
    return new RoaringBitmap();
  }

  @Override
  public Kind kind(int from, int to) {
    return kind;
  }

  @Override
  public Grouping row(int row) {
    return this;
  }
}
