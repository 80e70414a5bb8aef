package heapsh;

/** Works on sorted ints. */
final class SortedInts {
  private SortedInts() {}

  /**
   * Moves the distinct ones of the first {@code n} sorted values to the front; returns how many
   * there are.
   */
  static int unique(int[] values, int n) {
    int size = 0;
    for (int k = 0; k < n; k++) {
      if (size == 0 || values[k] != values[size - 1]) {
        values[size++] = values[k];
      }
    }
    return size;
  }
}
