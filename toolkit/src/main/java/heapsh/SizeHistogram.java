package heapsh;

import heapsh.graph.HeapGraph;
import heapsh.render.BarChart;
import heapsh.render.Page;
import heapsh.render.Table;
import heapsh.render.Table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Tells how large the objects of a set are: how many there are, and how many bytes they have, from
 * each power of two to the next. Immutable.
 *
 * <pre>
 * Sizes of 9207 objects, 115229576 bytes.
 *      From        To  Count      Bytes   %
 *        16        31   2120      33920   0
 *        32        63   1022      40816   0
 *   1048576   2097151    100  104859200  91
 * </pre>
 */
public final class SizeHistogram implements Rich {
  private static final int BINS = 64;

  private final long[] counts;
  private final long[] bytes;
  private final int first;
  private final int end;

  private SizeHistogram(long[] counts, long[] bytes) {
    this.counts = counts;
    this.bytes = bytes;
    int low = 0;
    while (low < BINS && counts[low] == 0) {
      low++;
    }
    int high = BINS;
    while (high > low && counts[high - 1] == 0) {
      high--;
    }
    first = low;
    end = high;
  }

  /** Sorts the objects of a set into bins. O(objects). */
  static SizeHistogram of(ObjectSet set) {
    HeapGraph graph = set.heap().graph();
    long[] counts = new long[BINS];
    long[] bytes = new long[BINS];
    Scan.run(
        set.bitmap(),
        (objects, n, position) -> {
          for (int k = 0; k < n; k++) {
            long size = graph.shallowBytes(objects[k]);
            int bin = size <= 0 ? 0 : BINS - 1 - Long.numberOfLeadingZeros(size);
            counts[bin]++;
            bytes[bin] += size;
          }
        });
    return new SizeHistogram(counts, bytes);
  }

  private static long from(int bin) {
    return bin == 0 ? 0 : 1L << bin;
  }

  private static long to(int bin) {
    return (2L << bin) - 1;
  }

  private static long sum(long[] values) {
    long sum = 0;
    for (long value : values) {
      sum += value;
    }
    return sum;
  }

  private static long percent(long part, long whole) {
    return whole == 0 ? 0 : Math.round(100.0 * part / whole);
  }

  /**
   * Returns the bins as a tablesaw table.
   *
   * <p>Cost: O(bins).
   *
   * <p>Example: {@code hp.heap().sizeHistogram().toTable().sortDescendingOn("Bytes")}
   */
  public tech.tablesaw.api.Table toTable() {
    return new TableColumns(end - first)
        .longs("From", row -> from(first + row))
        .longs("To", row -> to(first + row))
        .longs("Count", row -> counts[first + row])
        .longs("Bytes", row -> bytes[first + row])
        .table(title());
  }

  private String title() {
    long all = sum(bytes);
    return "Sizes of "
        + sum(counts)
        + (sum(counts) == 1 ? " object, " : " objects, ")
        + PathsPage.bytes(all)
        + ".";
  }

  private Page page() {
    Table table =
        new Table(
            "%",
            Column.number("From", 10),
            Column.number("To", 10),
            Column.number("Count", 8),
            Column.number("Bytes", 11));
    for (int bin = first; bin < end; bin++) {
      String share = Long.toString(percent(bytes[bin], sum(bytes)));
      table.row(
          width -> share,
          Long.toString(from(bin)),
          Long.toString(to(bin)),
          Long.toString(counts[bin]),
          Long.toString(bytes[bin]));
    }
    return Page.of(List.of(title()), table).more(Page.moreShown(""));
  }

  @Override
  public String text() {
    return page().whole();
  }

  /**
   * Returns bars as SVG, and the bins as text.
   *
   * <p>Cost: O(bins).
   *
   * <p>Example: {@code hp.heap().sizeHistogram().mime().get("image/svg+xml")}
   */
  @Override
  public Map<String, String> mime() {
    List<BarChart.Bar> bars = new ArrayList<>();
    for (int bin = first; bin < end; bin++) {
      String label = Units.human(from(bin));
      String tip = label + " and more: " + counts[bin] + " objects, " + Units.human(bytes[bin]);
      bars.add(new BarChart.Bar(label, tip, counts[bin], bytes[bin]));
    }
    return Mime.picture(toString(), new BarChart(title(), "objects", "bytes", bars).svg());
  }

  /** Returns the bins as {@link #show} prints them, in 1,000 characters. */
  @Override
  public String toString() {
    return page().limited();
  }
}
