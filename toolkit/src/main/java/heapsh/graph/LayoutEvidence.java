package heapsh.graph;

import heapsh.hprof.FieldType;
import java.util.Arrays;

/**
 * Holds what the addresses of a dump tell about the sizes of its objects: the distance from an
 * object to the next one bounds its size from above. Kept are the smallest distances, by class, by
 * array type and length, and for each class object.
 *
 * <p>A distance is larger than the size where an object is followed by one that is not in the dump:
 * garbage, the end of a region, a class object of a class that is not linked yet. It is never
 * smaller. Immutable once built.
 */
public final class LayoutEvidence {
  /** What stands for no distance known. */
  public static final long NONE = Long.MAX_VALUE;

  /** Arrays of this length and longer are not looked at. */
  public static final int LENGTHS = 64;

  /** How many objects of one class, or of one array type and length, a thread looks at. */
  private static final int FIRST = 64;

  /** Of those that come after the first, every so many-th is looked at: a power of two. */
  private static final int EVERY = 16;

  private final long[][] arrays = new long[FieldType.values().length][LENGTHS];
  private final int[][] arraysMet = new int[FieldType.values().length][LENGTHS];
  private long[] instances = new long[0];
  private long[] classObjects = new long[0];
  private long seenBits;

  LayoutEvidence() {
    for (long[] gaps : arrays) {
      Arrays.fill(gaps, NONE);
    }
  }

  /**
   * Gathers the evidence of a whole graph, for engines that have no cheaper place for it.
   * O(objects); sizes are not asked for.
   */
  public static LayoutEvidence of(HeapGraph graph) {
    LayoutEvidence evidence = new LayoutEvidence();
    ObjectReader reader = graph.reader();
    long id = graph.objectCount() == 0 ? 0 : graph.idOf(0);
    for (int i = 0; i < graph.objectCount() - 1; i++) {
      long next = graph.idOf(i + 1);
      evidence.add(graph, reader, i, next - id);
      id = next;
    }
    return evidence;
  }

  private void add(HeapGraph graph, ObjectReader reader, int index, long gap) {
    HeapClass type = graph.heapClass(graph.classNumber(index));
    int represented = graph.representedClass(index);
    if (represented >= 0) {
      classObject(represented, gap);
    } else if (type.isArray()) {
      int length = reader.arrayLength(index);
      if (wantsArray(type.elementType(), length)) {
        array(type.elementType(), length, gap);
      }
    } else if (StackChunks.sizeField(type) == null) {
      instance(type.number(), gap);
    }
  }

  /** Returns the smallest distance from an instance of a class to the next object, or NONE. */
  public long instanceGap(int classNumber) {
    return classNumber < instances.length ? instances[classNumber] : NONE;
  }

  /** Returns the distance from the class object of a class to the next object, or NONE. */
  public long classObjectGap(int classNumber) {
    return classNumber < classObjects.length ? classObjects[classNumber] : NONE;
  }

  /**
   * Returns the smallest distance from an array of this type and length, below {@link #LENGTHS}, to
   * the next object, or NONE.
   */
  public long arrayGap(FieldType elementType, int length) {
    return arrays[elementType.ordinal()][length];
  }

  /**
   * Returns the largest power of two, 8 to 256, that divides every distance; 8 when there is none.
   */
  public int alignment() {
    return seenBits == 0 ? 8 : (int) Math.max(8, Math.min(256, Long.lowestOneBit(seenBits)));
  }

  /**
   * Tells whether an object is worth a look of whose kind {@code met} were met before: the smallest
   * distance of a common class is found soon.
   *
   * <p>That looks go on for ever costs little, and less than an end to them: HotSpot would compile
   * the reading of objects without the way around a look, and throw its work away at the first
   * object that goes it, which takes longer than all looks together.
   */
  static boolean isWorthALook(int met) {
    return met < FIRST || (met & EVERY - 1) == 0;
  }

  /** Tells whether an array that is met now is worth a look. */
  boolean wantsArray(FieldType elementType, int length) {
    return length < LENGTHS
        && length >= 0
        && isWorthALook(arraysMet[elementType.ordinal()][length]++);
  }

  void array(FieldType elementType, int length, long gap) {
    see(gap);
    long[] gaps = arrays[elementType.ordinal()];
    gaps[length] = Math.min(gaps[length], gap);
  }

  void instance(int classNumber, long gap) {
    see(gap);
    instances = withRoom(instances, classNumber);
    instances[classNumber] = Math.min(instances[classNumber], gap);
  }

  void classObject(int classNumber, long gap) {
    see(gap);
    classObjects = withRoom(classObjects, classNumber);
    classObjects[classNumber] = Math.min(classObjects[classNumber], gap);
  }

  private void see(long gap) {
    if (gap != NONE) {
      seenBits |= gap;
    }
  }

  /** Adds what another thread has seen. */
  void merge(LayoutEvidence other) {
    seenBits |= other.seenBits;
    for (int c = other.instances.length - 1; c >= 0; c--) {
      instances = withRoom(instances, c);
      instances[c] = Math.min(instances[c], other.instances[c]);
    }
    for (int c = other.classObjects.length - 1; c >= 0; c--) {
      classObjects = withRoom(classObjects, c);
      classObjects[c] = Math.min(classObjects[c], other.classObjects[c]);
    }
    for (int type = 0; type < arrays.length; type++) {
      for (int length = 0; length < LENGTHS; length++) {
        arrays[type][length] = Math.min(arrays[type][length], other.arrays[type][length]);
      }
    }
  }

  private static long[] withRoom(long[] gaps, int number) {
    if (number < gaps.length) {
      return gaps;
    }
    long[] larger = Arrays.copyOf(gaps, Math.max(number + 1, 2 * gaps.length));
    Arrays.fill(larger, gaps.length, larger.length, NONE);
    return larger;
  }
}
