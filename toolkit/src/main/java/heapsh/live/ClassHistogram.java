package heapsh.live;

import java.time.Instant;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * Holds the instances and bytes of each class of a heap at one time: parallel arrays, 16 bytes and
 * a shared name for each class. Immutable and thread-safe.
 *
 * <pre>
 *   ClassHistogram now = ClassHistogram.of(Instant.now(), true, counts);
 *   now.of("java.lang.String").count();
 *   now.rows().get(0);                     // the class with the most bytes
 * </pre>
 *
 * <p>Classes of one name, defined by several loaders, are one row with the sums: the histograms of
 * HotSpot do not tell which loader is which.
 */
public final class ClassHistogram {
  private static final Comparator<ClassCount> LARGEST_FIRST =
      Comparator.comparingLong(ClassCount::bytes).reversed().thenComparing(ClassCount::className);

  private final Instant time;
  private final boolean liveOnly;

  /** The rows, largest bytes first. */
  private final String[] names;

  private final long[] counts;
  private final long[] bytes;

  /** The numbers of the rows, by name. */
  private final int[] byName;

  private final long totalCount;
  private final long totalBytes;

  private ClassHistogram(Instant time, boolean liveOnly, List<ClassCount> sorted) {
    this.time = time;
    this.liveOnly = liveOnly;
    int size = sorted.size();
    names = new String[size];
    counts = new long[size];
    bytes = new long[size];
    long allCounts = 0;
    long allBytes = 0;
    for (int row = 0; row < size; row++) {
      ClassCount count = sorted.get(row);
      names[row] = count.className();
      counts[row] = count.count();
      bytes[row] = count.bytes();
      allCounts = Math.addExact(allCounts, count.count());
      allBytes = Math.addExact(allBytes, count.bytes());
    }
    totalCount = allCounts;
    totalBytes = allBytes;
    byName = byName(names);
  }

  /**
   * Makes a histogram of these rows, in any order; rows of the same name are summed.
   *
   * <p>Cost: O(n log n).
   *
   * @param time when the heap was looked at
   * @param liveOnly whether only objects that survived a full collection were counted
   * @throws ArithmeticException when a sum exceeds 63 bits
   */
  public static ClassHistogram of(Instant time, boolean liveOnly, Collection<ClassCount> counts) {
    Objects.requireNonNull(time, "time");
    Map<String, ClassCount> summed = new HashMap<>(counts.size() * 2);
    for (ClassCount count : counts) {
      summed.merge(count.className(), count, ClassHistogram::sum);
    }
    return new ClassHistogram(
        time, liveOnly, summed.values().stream().sorted(LARGEST_FIRST).toList());
  }

  private static ClassCount sum(ClassCount a, ClassCount b) {
    return new ClassCount(
        a.className(), Math.addExact(a.count(), b.count()), Math.addExact(a.bytes(), b.bytes()));
  }

  private static int[] byName(String[] names) {
    Integer[] order = new Integer[names.length];
    Arrays.setAll(order, row -> row);
    Arrays.sort(order, Comparator.comparing(row -> names[row]));
    return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
  }

  /** Returns when the heap was looked at. */
  public Instant time() {
    return time;
  }

  /** Tells whether only objects that survived a full collection were counted. */
  public boolean liveOnly() {
    return liveOnly;
  }

  /** Returns the rows, the largest bytes first, then by name; an unmodifiable view, O(1). */
  public List<ClassCount> rows() {
    return new Rows();
  }

  /** Returns the row of a class, with zeros when there is none of it; O(log n). */
  public ClassCount of(String className) {
    int low = 0;
    int high = byName.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = names[byName[middle]].compareTo(className);
      if (order == 0) {
        return row(byName[middle]);
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return new ClassCount(className, 0, 0);
  }

  /** Returns the instances of all classes. */
  public long totalCount() {
    return totalCount;
  }

  /** Returns the shallow bytes of all classes. */
  public long totalBytes() {
    return totalBytes;
  }

  @Override
  public String toString() {
    return String.format(
        "%d classes, %d objects, %d bytes at %s", names.length, totalCount, totalBytes, time);
  }

  private ClassCount row(int row) {
    return new ClassCount(names[row], counts[row], bytes[row]);
  }

  /** Shows the arrays as a list, without a copy. */
  private final class Rows extends AbstractList<ClassCount> implements RandomAccess {
    @Override
    public ClassCount get(int row) {
      return row(Objects.checkIndex(row, names.length));
    }

    @Override
    public int size() {
      return names.length;
    }
  }
}
