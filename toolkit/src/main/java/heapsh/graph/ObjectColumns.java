package heapsh.graph;

/**
 * Holds what the engine keeps of every object, by index.
 *
 * @param classes class numbers
 * @param positions offsets of the records' tag bytes
 * @param sizes shallow sizes
 * @param rows outgoing references
 */
record ObjectColumns(IntColumn classes, OffsetColumn positions, SizeColumn sizes, Rows rows) {
  private static final int CHECKED_AT_A_TIME = 1 << 20;

  /** Adds the columns of {@code n} objects to what an index keeps. */
  void keep(SectionList out, int n) {
    out.ints("objects.classes", classes, n);
    positions.keep(out, "objects.positions", n);
    sizes.keep(out, "objects.sizes", n);
    rows.keep(out, "objects.rows", n);
  }

  /** Tells whether an index keeps columns of {@code n} objects. */
  static boolean isKept(IndexFile in, int n) {
    return in.length("objects.classes") == (long) n * Integer.BYTES;
  }

  /** Gives the columns that an index keeps. */
  static ObjectColumns kept(IndexFile in, int n) {
    return new ObjectColumns(
        in.ints("objects.classes", n),
        OffsetColumn.kept(in, "objects.positions", n),
        SizeColumn.kept(in, "objects.sizes", n),
        Rows.kept(in, "objects.rows", n));
  }

  /**
   * Checks that what an index kept stays within bounds, wherever it is used as an index.
   *
   * @param classCount how many classes there are
   * @param fileBytes how long the dump is
   */
  void check(int n, int classCount, long fileBytes) {
    long edges = rows.edges.length();
    Workers.forRange(
        n,
        CHECKED_AT_A_TIME,
        () ->
            (from, to) -> {
              for (int i = (int) from; i < to; i++) {
                int type = classes.get(i);
                if (type < 0
                    || type >= classCount
                    || positions.get(i) >= fileBytes
                    || rows.starts.get(i) >= edges) {
                  throw new UnusableIndexException("object " + i + " is out of bounds");
                }
              }
            });
    rows.check(n);
  }
}
