package heapsh.jdk;

import heapsh.hprof.FieldType;

/** Counts the fields of one class by width: all that its layout depends on. */
final class FieldCounts {
  /** Primitives of 8, 4, 2 and 1 bytes, in this order. */
  static final int[] WIDTHS = {8, 4, 2, 1};

  final int[] primitives = new int[WIDTHS.length];
  int references;

  void add(FieldType type) {
    if (type == FieldType.OBJECT) {
      references++;
    } else {
      primitives[place(type.bytes(0))]++;
    }
  }

  /** Adds fields by the codes of {@link VmFields}. */
  void addInjected(String codes, int wordBytes) {
    for (int i = 0; i < codes.length(); i++) {
      switch (codes.charAt(i)) {
        case 'P' -> primitives[place(wordBytes)]++;
        case 'J' -> primitives[place(8)]++;
        case 'I' -> primitives[place(4)]++;
        case 'S' -> primitives[place(2)]++;
        case 'B' -> primitives[place(1)]++;
        default -> references++;
      }
    }
  }

  private static int place(int width) {
    return Integer.numberOfLeadingZeros(width) - Integer.numberOfLeadingZeros(8);
  }

  boolean isEmpty() {
    int sum = references;
    for (int count : primitives) {
      sum += count;
    }
    return sum == 0;
  }
}
