package heapsh;

import heapsh.jdk.Relation;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sums the cells of a {@link DumpSeries} into rows, by shape or by holder, largest gain first.
 * Immutable.
 */
final class PathGrowthRows {
  /** Says what makes a row. */
  enum By {
    SHAPE,
    HOLDER
  }

  /**
   * Holds one row.
   *
   * @param nodes the shapes that it sums
   * @param holder its name, null for a row of one shape
   * @param counts the objects in each dump
   * @param bytes their bytes in each dump
   */
  record Row(BitSet nodes, String holder, long[] counts, long[] bytes) {
    long gainedCount(int base) {
      return counts[counts.length - 1] - counts[base];
    }

    long gainedBytes(int base) {
      return bytes[bytes.length - 1] - bytes[base];
    }

    boolean hasGrown(int base) {
      return gainedBytes(base) > 0 || gainedBytes(base) == 0 && gainedCount(base) > 0;
    }

    boolean hasShrunk(int base) {
      return gainedBytes(base) < 0 || gainedBytes(base) == 0 && gainedCount(base) < 0;
    }

    private void add(DumpSeries series, int cell) {
      for (int d = 0; d < counts.length; d++) {
        counts[d] += series.count(d, cell);
        bytes[d] += series.bytes(d, cell);
      }
    }
  }

  private final List<Row> grown = new ArrayList<>();
  private final List<Row> shrunk = new ArrayList<>();
  private final Row noPath;

  /**
   * Makes the rows. O(cells).
   *
   * @param types the numbers of the class names that count, null for all
   * @param base the dump to compare the last one with
   */
  PathGrowthRows(DumpSeries series, By by, BitSet types, int base) {
    int dumps = series.dumps();
    noPath = empty(dumps, null);
    List<Row> rows = new ArrayList<>();
    Int2IntOpenHashMap rowOfNode = new Int2IntOpenHashMap();
    rowOfNode.defaultReturnValue(-1);
    Map<String, Integer> rowOfHolder = new HashMap<>();
    for (int cell = 0; cell < series.cells(); cell++) {
      if (types != null && !types.get(series.type(cell))) {
        continue;
      }
      int node = series.node(cell);
      if (node == ShapeCells.NO_PATH) {
        noPath.add(series, cell);
        continue;
      }
      int number = rowOfNode.get(node);
      if (number < 0) {
        String holder = by == By.HOLDER ? holder(series.trie(), node) : null;
        Integer known = holder == null ? null : rowOfHolder.putIfAbsent(holder, rows.size());
        number = known == null ? rows.size() : known;
        if (number == rows.size()) {
          rows.add(empty(dumps, holder));
        }
        rowOfNode.put(node, number);
      }
      rows.get(number).nodes().set(node);
      rows.get(number).add(series, cell);
    }
    divide(rows, base);
  }

  private static Row empty(int dumps, String holder) {
    return new Row(new BitSet(), holder, new long[dumps], new long[dumps]);
  }

  private void divide(List<Row> rows, int base) {
    for (Row row : rows) {
      if (row.hasGrown(base)) {
        grown.add(row);
      } else if (row.hasShrunk(base)) {
        shrunk.add(row);
      }
    }
    Comparator<Row> byGain =
        Comparator.<Row>comparingLong(row -> row.gainedBytes(base))
            .thenComparingLong(row -> row.gainedCount(base))
            .reversed();
    grown.sort(byGain);
    shrunk.sort(byGain);
  }

  /** Returns what gained bytes, or objects where bytes are the same; largest gain first. */
  List<Row> grown() {
    return grown;
  }

  /** Returns what lost bytes or objects, largest loss last. */
  List<Row> shrunk() {
    return shrunk;
  }

  /** Returns what is reachable, but by no strong path. */
  Row noPath() {
    return noPath;
  }

  /**
   * Names what holds the objects of a shape: the last container on the path, by its field or the
   * key in it, under where the path begins: {@code ["sql"] under static Connections.INSTANCE}. A
   * path without containers is held by where it begins.
   */
  static String holder(StepTrie trie, int node) {
    int[] path = trie.path(node);
    int start = 1; // how many steps say where the path begins
    if (path.length > 1 && isUnspecific(trie.sort(path[0])) && !isContent(trie.sort(path[1]))) {
      start = 2;
    }
    int last = path.length - 1;
    while (last >= 0 && !isContent(trie.sort(path[last]))) {
      last--;
    }
    if (last <= start) {
      int end = Math.min(path.length, Math.max(start, last + 1));
      return String.join(" -> ", text(trie, path, 0, end));
    }
    boolean isFieldsOwn = isNamed(trie.sort(path[last - 1]));
    List<String> content = text(trie, path, isFieldsOwn ? last - 1 : last, last + 1);
    return String.join(" -> ", content)
        + " under "
        + String.join(" -> ", text(trie, path, 0, start));
  }

  private static List<String> text(StepTrie trie, int[] path, int from, int to) {
    return PathText.of(trie, Arrays.copyOfRange(path, from, to));
  }

  /** Tells whether a path that begins so says with its second step what it begins in. */
  private static boolean isUnspecific(Relation.Sort sort) {
    return sort != Relation.Sort.STATIC;
  }

  private static boolean isContent(Relation.Sort sort) {
    return sort == Relation.Sort.ELEMENT
        || sort == Relation.Sort.KEYED
        || sort == Relation.Sort.MAP_KEY
        || sort == Relation.Sort.THREAD_LOCAL;
  }

  private static boolean isNamed(Relation.Sort sort) {
    return sort == Relation.Sort.FIELD || sort == Relation.Sort.STATIC;
  }
}
