package heapsh;

/**
 * Keeps the row of each object of a set, by position in the set: in a byte each while there are few
 * rows, in two or four when there are more. Immutable.
 */
abstract class KeptRows {
  /** Returns the row of the object at a position. */
  abstract int row(int position);

  /**
   * Keeps rows of objects whose kinds are known.
   *
   * @param kinds kinds by position; may be taken over and changed
   * @param rowOfKind rows by kind
   * @param rows how many rows there are
   */
  static KeptRows of(int[] kinds, int[] rowOfKind, int rows) {
    if (rows <= 1 << Byte.SIZE) {
      byte[] kept = new byte[kinds.length];
      for (int k = 0; k < kinds.length; k++) {
        kept[k] = (byte) rowOfKind[kinds[k]];
      }
      return new Bytes(kept);
    }
    if (rows <= 1 << Character.SIZE) {
      char[] kept = new char[kinds.length];
      for (int k = 0; k < kinds.length; k++) {
        kept[k] = (char) rowOfKind[kinds[k]];
      }
      return new Chars(kept);
    }
    for (int k = 0; k < kinds.length; k++) {
      kinds[k] = rowOfKind[kinds[k]];
    }
    return new Ints(kinds);
  }

  private static final class Bytes extends KeptRows {
    private final byte[] kept;

    Bytes(byte[] kept) {
      this.kept = kept;
    }

    @Override
    int row(int position) {
      return kept[position] & 0xFF;
    }
  }

  private static final class Chars extends KeptRows {
    private final char[] kept;

    Chars(char[] kept) {
      this.kept = kept;
    }

    @Override
    int row(int position) {
      return kept[position];
    }
  }

  private static final class Ints extends KeptRows {
    private final int[] kept;

    Ints(int[] kept) {
      this.kept = kept;
    }

    @Override
    int row(int position) {
      return kept[position];
    }
  }
}
