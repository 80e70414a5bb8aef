package heapsh.graph;

/**
 * Holds what the reachable objects of each class amount to, by class number. Arrays must not be
 * changed.
 *
 * @param counts how many there are
 * @param bytes the sums of their shallow sizes
 */
public record ClassTotals(int[] counts, long[] bytes) {
  /** Counts the objects that are set. O(objects). */
  static ClassTotals of(ObjectColumns columns, Bits objects, int n, int classes) {
    ClassTotals totals = new ClassTotals(new int[classes], new long[classes]);
    for (int i = 0; i < n; i++) {
      if (objects.get(i)) {
        int type = columns.classes().get(i);
        totals.counts[type]++;
        totals.bytes[type] += columns.sizes().get(i);
      }
    }
    return totals;
  }

  void keep(SectionList out, String name) {
    ByteSink sink = new ByteSink();
    sink.putInt(counts.length);
    for (int type = 0; type < counts.length; type++) {
      sink.putInt(counts[type]).putLong(bytes[type]);
    }
    out.blob(name, sink.toArray());
  }

  static ClassTotals kept(IndexFile in, String name, int classes) {
    ByteSource source = in.blob(name);
    if (source.count(Integer.BYTES + Long.BYTES) != classes) {
      throw source.bad();
    }
    ClassTotals totals = new ClassTotals(new int[classes], new long[classes]);
    for (int type = 0; type < classes; type++) {
      totals.counts[type] = source.getIntIn(0, Integer.MAX_VALUE);
      totals.bytes[type] = source.getLong();
    }
    source.end();
    return totals;
  }
}
