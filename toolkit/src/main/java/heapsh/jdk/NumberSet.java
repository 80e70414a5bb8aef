package heapsh.jdk;

import java.util.Arrays;

/**
 * Gathers ints, most of them few and often the same, and gives them sorted and distinct. Used by
 * one thread.
 */
final class NumberSet {
  private int[] numbers = new int[16];
  private int size;

  void clear() {
    size = 0;
  }

  void add(int number) {
    if (size > 0 && numbers[size - 1] == number) {
      return;
    }
    if (size == numbers.length) {
      finish();
      if (size * 2 > numbers.length) {
        numbers = Arrays.copyOf(numbers, size * 2);
      }
    }
    numbers[size++] = number;
  }

  /** Sorts, removes what is there twice, and returns how many are left. */
  int finish() {
    if (size > 1) {
      Arrays.sort(numbers, 0, size);
      int kept = 1;
      for (int i = 1; i < size; i++) {
        if (numbers[i] != numbers[kept - 1]) {
          numbers[kept++] = numbers[i];
        }
      }
      size = kept;
    }
    return size;
  }

  int get(int k) {
    if (k < 0 || k >= size) {
      throw new IndexOutOfBoundsException(k + " of " + size);
    }
    return numbers[k];
  }

  boolean isEmpty() {
    return size == 0;
  }
}
