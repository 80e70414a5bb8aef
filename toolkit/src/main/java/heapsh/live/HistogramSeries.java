package heapsh.live;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the class histograms of a watch in bounded memory, for days. Thread-safe.
 *
 * <p>The bound has two parts. A look is stored as its differences from the look before it ({@link
 * LookBlock}): a class that did not change takes nothing. When there are more than {@value
 * #MOST_LOOKS} looks or {@value #MOST_BLOCK_BYTES} bytes of differences, neighbours among the old
 * looks become one, and the newest stay as they are:
 *
 * <pre>
 *   looks that each entry stands for:   4 4 4 4 2 2 2 2 1 1 1 1 1 1 1 1
 *                                       old                     newest
 * </pre>
 *
 * <p>Of looks that become one, each class keeps the lesser bytes, and their count: the lower
 * envelope, which is what is left after collections and what {@link Trend} looks at. So the memory
 * depends on the number of classes, not on how long the watch goes on: with 10,000 classes that all
 * change, about 24 MB of differences, 2 MB of names and 1 MB of numbers. Classes that none of the
 * kept looks has are forgotten, and no more than {@value #MOST_CLASSES} are followed.
 */
public final class HistogramSeries {
  static final int MOST_LOOKS = 512;
  static final long MOST_BLOCK_BYTES = 24L << 20;
  static final int MOST_CLASSES = 50_000;

  /** Looks below this number are kept whatever they take. */
  private static final int FEWEST_LOOKS = 16;

  private Map<String, Integer> indexes = new HashMap<>();
  private String[] names = new String[1024];
  private int classCount;
  private long[] lastBytes = new long[1024];
  private long[] lastCounts = new long[1024];
  private List<Look> looks = new ArrayList<>();
  private List<byte[]> blocks = new ArrayList<>();
  private long blockBytes;
  private long looksTaken;
  private boolean restarted;

  /**
   * Describes a kept look.
   *
   * @param time when the heap was looked at; in the middle, for looks that became one
   * @param totalBytes the bytes of all classes; the least, for looks that became one
   * @param totalCount the instances of all classes in that look
   * @param looks for how many looks it stands
   * @param isFirstOfRun whether the target was started anew before it
   */
  public record Look(
      Instant time, long totalBytes, long totalCount, int looks, boolean isFirstOfRun) {}

  /** Makes an empty series. */
  public HistogramSeries() {}

  /**
   * Adds a look, which must not be older than the last one.
   *
   * <p>Cost: O(classes), and every hundred looks or so a pass over all that is kept.
   */
  public void add(ClassHistogram look) {
    List<ClassCount> rows = look.rows();
    String[] rowNames = new String[rows.size()];
    long[] bytes = new long[rows.size()];
    long[] counts = new long[rows.size()];
    for (int row = 0; row < rowNames.length; row++) {
      ClassCount count = rows.get(row);
      rowNames[row] = count.className();
      bytes[row] = count.bytes();
      counts[row] = count.count();
    }
    add(look.time(), rowNames, bytes, counts);
  }

  /** Adds a look of parallel arrays, each class once. */
  synchronized void add(Instant time, String[] rowNames, long[] rowBytes, long[] rowCounts) {
    int[] rowIndexes = indexes(rowNames);
    long[] bytes = new long[names.length];
    long[] counts = new long[names.length];
    long totalBytes = 0;
    long totalCount = 0;
    for (int row = 0; row < rowNames.length; row++) {
      totalBytes += rowBytes[row];
      totalCount += rowCounts[row];
      if (rowIndexes[row] >= 0) {
        bytes[rowIndexes[row]] = rowBytes[row];
        counts[rowIndexes[row]] = rowCounts[row];
      }
    }
    boolean isFirst = looks.isEmpty() || restarted;
    restarted = false;
    looksTaken++;
    append(new Look(time, totalBytes, totalCount, 1, isFirst), bytes, counts);
    while (looks.size() > MOST_LOOKS
        || blockBytes > MOST_BLOCK_BYTES && looks.size() > FEWEST_LOOKS) {
      thin();
    }
  }

  /** Says that the target was started anew: what comes is no continuation of what was. */
  public synchronized void restart() {
    restarted = true;
  }

  private int[] indexes(String[] rowNames) {
    int[] found = new int[rowNames.length];
    for (int row = 0; row < rowNames.length; row++) {
      Integer known = indexes.get(rowNames[row]);
      found[row] = known != null ? known : newClass(rowNames[row]);
    }
    return found;
  }

  /** Returns the number of a class that was not seen before, or -1 when there are too many. */
  private int newClass(String name) {
    if (classCount == MOST_CLASSES) {
      return -1;
    }
    if (classCount == names.length) {
      names = Arrays.copyOf(names, classCount * 2);
      lastBytes = Arrays.copyOf(lastBytes, classCount * 2);
      lastCounts = Arrays.copyOf(lastCounts, classCount * 2);
    }
    names[classCount] = name;
    indexes.put(name, classCount);
    return classCount++;
  }

  private void append(Look look, long[] bytes, long[] counts) {
    byte[] block = LookBlock.encode(classCount, lastBytes, lastCounts, bytes, counts);
    looks.add(look);
    blocks.add(block);
    blockBytes += block.length;
    lastBytes = bytes;
    lastCounts = counts;
  }

  // ---- thinning

  private void thin() {
    boolean[] joins = LookJoins.of(looks, looksTaken);
    List<Look> oldLooks = looks;
    List<byte[]> oldBlocks = blocks;
    looks = new ArrayList<>();
    blocks = new ArrayList<>();
    blockBytes = 0;
    int[] numbers = numbersOfKept(oldBlocks);
    long[] finalBytes = renumber(lastBytes, numbers);
    long[] finalCounts = renumber(lastCounts, numbers);
    rewrite(oldLooks, oldBlocks, joins, numbers);
    lastBytes = finalBytes;
    lastCounts = finalCounts;
  }

  /** Returns the new number of each class; -1 for those that no kept look has. */
  private int[] numbersOfKept(List<byte[]> all) {
    BitSet seen = new BitSet(classCount);
    for (byte[] block : all) {
      LookBlock.markChanged(block, seen);
    }
    int[] numbers = new int[classCount];
    int kept = 0;
    for (int i = 0; i < classCount; i++) {
      numbers[i] = seen.get(i) ? kept++ : -1;
    }
    return numbers;
  }

  private static long[] renumber(long[] values, int[] numbers) {
    long[] renumbered = new long[values.length];
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] >= 0) {
        renumbered[numbers[i]] = values[i];
      }
    }
    return renumbered;
  }

  private void rewrite(
      List<Look> oldLooks, List<byte[]> oldBlocks, boolean[] joins, int[] numbers) {
    long[] bytes = new long[names.length];
    long[] counts = new long[names.length];
    lastBytes = new long[names.length];
    lastCounts = new long[names.length];
    int oldCount = classCount;
    renumberNames(numbers);
    for (int i = 0; i < oldLooks.size(); i++) {
      LookBlock.apply(oldBlocks.get(i), bytes, counts);
      oldBlocks.set(i, null); // so that old and new are never there both as a whole
      Look look = oldLooks.get(i);
      long[] newBytes = renumber(bytes, numbers);
      long[] newCounts = renumber(counts, numbers);
      if (i + 1 < oldLooks.size() && joins[i + 1]) {
        i++;
        LookBlock.apply(oldBlocks.get(i), bytes, counts);
        oldBlocks.set(i, null);
        look = LookJoins.joined(look, oldLooks.get(i));
        takeLesser(newBytes, newCounts, bytes, counts, numbers, oldCount);
      }
      append(look, newBytes, newCounts);
    }
  }

  private void renumberNames(int[] numbers) {
    Map<String, Integer> kept = new HashMap<>();
    String[] keptNames = new String[names.length];
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] >= 0) {
        kept.put(names[i], numbers[i]);
        keptNames[numbers[i]] = names[i];
      }
    }
    names = keptNames;
    indexes = kept;
    classCount = kept.size();
  }

  private static void takeLesser(
      long[] bytes,
      long[] counts,
      long[] otherBytes,
      long[] otherCounts,
      int[] numbers,
      int oldCount) {
    for (int i = 0; i < oldCount; i++) {
      int number = numbers[i];
      if (number >= 0 && otherBytes[i] < bytes[number]) {
        bytes[number] = otherBytes[i];
        counts[number] = otherCounts[i];
      }
    }
  }

  // ---- reading

  /** Returns the kept looks, the oldest first. */
  public synchronized List<Look> looks() {
    return List.copyOf(looks);
  }

  /** Returns how many looks were added, those that became one counted singly. */
  public synchronized long looksTaken() {
    return looksTaken;
  }

  /** Returns how many classes are followed. */
  public synchronized int classCount() {
    return classCount;
  }

  /** Tells whether a kept look has the class. */
  public synchronized boolean isKnown(String className) {
    return indexes.containsKey(className);
  }

  /** Returns the class's numbers in the last look, zeros when it has none. */
  public synchronized ClassCount last(String className) {
    Integer index = indexes.get(className);
    return index == null
        ? new ClassCount(className, 0, 0)
        : new ClassCount(className, lastCounts[index], lastBytes[index]);
  }

  /** Returns the number of the look with which the target's present run began; 0 when empty. */
  public synchronized int startOfRun() {
    int start = Math.max(0, looks.size() - 1);
    while (start > 0 && !looks.get(start).isFirstOfRun()) {
      start--;
    }
    return start;
  }

  /**
   * Returns the bytes of one class in every look from number {@code from} on; zeros for a class
   * that is not known.
   *
   * <p>Cost: O(looks * classes).
   */
  public synchronized long[] bytes(String className, int from) {
    Integer index = indexes.get(className);
    return index == null
        ? new long[looks.size() - from]
        : columns(new int[] {index}, from, looks.size())[0];
  }

  /** Gives what is known of a class to {@link #forEachGrown}. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * Takes one class.
     *
     * @param className its name; untrusted
     * @param bytes its bytes in each look, the oldest first
     */
    void visit(String className, long[] bytes);
  }

  /**
   * Visits the classes whose least bytes in the last third of the looks are above those of the
   * first third; all other classes cannot grow steadily.
   *
   * <p>Cost: O(looks * classes) and no more memory than a tenth of what is kept.
   *
   * @param from the number of the look to begin with
   * @return how many classes changed at all, visited or not
   */
  public synchronized int forEachGrown(int from, Visitor visitor) {
    BitSet changed = new BitSet(classCount);
    int[] grown = grown(from, changed);
    for (int start = 0; start < grown.length; start += BATCH) {
      int[] batch = Arrays.copyOfRange(grown, start, Math.min(grown.length, start + BATCH));
      long[][] columns = columns(batch, from, looks.size());
      for (int i = 0; i < batch.length; i++) {
        visitor.visit(names[batch[i]], columns[i]);
      }
    }
    return changed.cardinality();
  }

  private static final int BATCH = 500;

  private int[] grown(int from, BitSet changed) {
    int third = Math.max(1, (looks.size() - from) / 3);
    long[] first = new long[classCount];
    long[] last = new long[classCount];
    Arrays.fill(first, Long.MAX_VALUE);
    Arrays.fill(last, Long.MAX_VALUE);
    long[] bytes = new long[names.length];
    long[] counts = new long[names.length];
    for (int i = 0; i < looks.size(); i++) {
      LookBlock.apply(blocks.get(i), bytes, counts);
      if (i > from) {
        LookBlock.markChanged(blocks.get(i), changed);
      }
      if (i >= from && i < from + third) {
        lower(first, bytes);
      } else if (i >= looks.size() - third) {
        lower(last, bytes);
      }
    }
    int[] grown = new int[classCount];
    int n = 0;
    for (int i = 0; i < classCount; i++) {
      if (last[i] != Long.MAX_VALUE && last[i] > first[i]) {
        grown[n++] = i;
      }
    }
    return Arrays.copyOf(grown, n);
  }

  private static void lower(long[] least, long[] values) {
    for (int i = 0; i < least.length; i++) {
      least[i] = Math.min(least[i], values[i]);
    }
  }

  private long[][] columns(int[] classIndexes, int from, int to) {
    long[][] columns = new long[classIndexes.length][to - from];
    long[] bytes = new long[names.length];
    long[] counts = new long[names.length];
    for (int i = 0; i < to; i++) {
      LookBlock.apply(blocks.get(i), bytes, counts);
      for (int c = 0; i >= from && c < classIndexes.length; c++) {
        columns[c][i - from] = bytes[classIndexes[c]];
      }
    }
    return columns;
  }
}
