package heapsh.graph;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.roaringbitmap.BitSetUtil;
import org.roaringbitmap.RoaringBitmap;

/**
 * Marks objects, one bit each: two megabytes for sixteen million. Not thread-safe while it is
 * written.
 */
final class Bits {
  private final long[] words;

  Bits(int size) {
    words = new long[(size >>> 6) + 1];
  }

  private Bits(long[] words) {
    this.words = words;
  }

  static Bits of(RoaringBitmap objects, int size) {
    Bits bits = new Bits(size);
    objects.forEach((org.roaringbitmap.IntConsumer) bits::set);
    return bits;
  }

  /** Adds the bits to what an index keeps. */
  void keep(SectionList out, String name) {
    ByteBuffer bytes = ByteBuffer.allocate(words.length * Long.BYTES);
    bytes.asLongBuffer().put(words);
    out.blob(name, bytes.array());
  }

  /** Gives bits for {@code size} objects that an index keeps. */
  static Bits kept(IndexFile in, String name, int size) {
    ByteSource source = in.blob(name);
    Bits bits = new Bits(size);
    source.getLongs(bits.words);
    long beyond = -1L << size;
    if ((bits.words[size >>> 6] & beyond) != 0) {
      throw new UnusableIndexException("section " + name + " marks objects that are not there");
    }
    return bits;
  }

  /** Returns how many bits are set. */
  int count() {
    int count = 0;
    for (long word : words) {
      count += Long.bitCount(word);
    }
    return count;
  }

  boolean get(int index) {
    return (words[index >>> 6] >>> index & 1) != 0;
  }

  void set(int index) {
    words[index >>> 6] |= 1L << index;
  }

  /** Returns the first object from this one on whose bit is set, or -1. */
  int next(int from) {
    int w = from >>> 6;
    if (w >= words.length) {
      return -1;
    }
    long word = words[w] & -1L << from;
    while (word == 0) {
      if (++w == words.length) {
        return -1;
      }
      word = words[w];
    }
    return (w << 6) + Long.numberOfTrailingZeros(word);
  }

  void clear(int index) {
    words[index >>> 6] &= ~(1L << index);
  }

  /** Sets a bit and tells whether it was clear. */
  boolean add(int index) {
    long word = words[index >>> 6];
    long bit = 1L << index;
    words[index >>> 6] = word | bit;
    return (word & bit) == 0;
  }

  /** Sets a bit and returns 1 if it was clear, else 0; without a branch. */
  long addAndCount(int index) {
    long word = words[index >>> 6];
    words[index >>> 6] = word | 1L << index;
    return ~word >>> index & 1;
  }

  void addAll(Bits others) {
    for (int i = 0; i < words.length; i++) {
      words[i] |= others.words[i];
    }
  }

  void retainAll(Bits others) {
    for (int i = 0; i < words.length; i++) {
      words[i] &= others.words[i];
    }
  }

  void removeAll(Bits others) {
    for (int i = 0; i < words.length; i++) {
      words[i] &= ~others.words[i];
    }
  }

  /** Returns bits that are set where these are clear. */
  Bits inverse() {
    Bits inverse = new Bits(new long[words.length]);
    for (int i = 0; i < words.length; i++) {
      inverse.words[i] = ~words[i];
    }
    return inverse;
  }

  Bits copy() {
    return new Bits(Arrays.copyOf(words, words.length));
  }

  RoaringBitmap toBitmap() {
    RoaringBitmap bitmap = BitSetUtil.bitmapOf(words);
    bitmap.runOptimize();
    return bitmap;
  }
}
