package heapsh;

import heapsh.graph.GraphInfo;
import heapsh.graph.HeapGraph;
import heapsh.hprof.Losses;
import heapsh.render.Page;
import heapsh.render.SafeText;
import heapsh.render.Table;
import heapsh.render.Table.Column;
import heapsh.render.TextForm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Holds what is known about a heap as a whole; prints it, a line for each fact.
 *
 * @param file the dump
 * @param format the name in its header
 * @param fileBytes size of the file
 * @param jvm version of the JVM, from the system properties in the heap; {@code unknown} when they
 *     are not found
 * @param idBytes identifier size, 4 or 8
 * @param layout the object layout behind shallow sizes, and how it was chosen
 * @param objects how many objects there are, reachable or not
 * @param bytes their shallow sizes
 * @param classes how many classes
 * @param roots how many GC roots; an object may be one several times
 * @param taken when the dump was taken, by its header
 * @param openTime how long opening took
 * @param engine which engine read it
 * @param index where the kept index is, or why there is none
 * @param losses how much of a salvaged dump was read, how much lost from which offset on, and how
 *     many references dangle
 * @param heapNames the heaps that an Android dump tells apart, such as app, zygote, image; else
 *     empty
 * @param warnings what a reader of results must know; empty when all is well
 */
public record HeapInfo(
    String file,
    String format,
    long fileBytes,
    String jvm,
    int idBytes,
    String layout,
    int objects,
    long bytes,
    int classes,
    int roots,
    Instant taken,
    Duration openTime,
    String engine,
    String index,
    Losses losses,
    List<String> heapNames,
    List<String> warnings)
    implements Rich {
  private static final int LONGEST_VALUE = 1000;
  private static final int VALUE_WIDTH = 71;

  static HeapInfo of(Heap heap) {
    HeapGraph graph = heap.graph();
    GraphInfo info = graph.info();
    return new HeapInfo(
        info.path().toString(),
        info.format(),
        info.fileBytes(),
        JvmVersion.of(heap),
        info.idBytes(),
        info.layout(),
        graph.objectCount(),
        heap.all().size(),
        graph.classCount(),
        graph.roots().all().size(),
        info.time(),
        info.openTime(),
        info.engine(),
        graph.index(),
        info.losses(),
        info.heapNames(),
        info.warnings());
  }

  @Override
  public String text() {
    return page(Integer.MAX_VALUE).whole();
  }

  /**
   * Returns the facts as text and as a table of HTML.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.info().mime().get("text/html")}
   */
  @Override
  public Map<String, String> mime() {
    return Paging.mime(toString(), this::page);
  }

  private Page page(int most) {
    Table table = new Table("", Column.words("", 8));
    fact(table, "file", file + " (" + Units.human(fileBytes) + ")");
    fact(table, "format", format + ", " + idBytes + "-byte ids");
    fact(table, "JVM", jvm);
    fact(table, "taken", taken.toString());
    fact(table, "objects", objects + " of " + classes + " classes, " + roots + " GC roots");
    fact(table, "bytes", bytes + " (" + Units.human(bytes) + ")");
    fact(table, "layout", layout);
    fact(
        table,
        "opened",
        String.format(Locale.ROOT, "in %.1f s, engine %s", openTime.toMillis() / 1e3, engine));
    fact(table, "index", index);
    if (!heapNames.isEmpty()) {
      fact(table, "heaps", String.join(", ", heapNames));
    }
    for (String warning : warnings) {
      fact(table, "warning", warning);
    }
    return Page.of(List.of(), table).form((t, width) -> lines(t));
  }

  private static void fact(Table table, String name, String value) {
    table.row(width -> SafeText.of(value, LONGEST_VALUE), name);
  }

  private static TextForm.Lines lines(Table table) {
    List<String> lines = new ArrayList<>();
    for (int row = 0; row < table.size(); row++) {
      lines.add(line(table.cell(row, 0), table.name(row, LONGEST_VALUE)));
    }
    return new TextForm.Lines(List.of(), lines);
  }

  private static String line(String name, String value) {
    StringBuilder text = new StringBuilder(String.format("%-8s ", name));
    String rest = value;
    while (rest.length() > VALUE_WIDTH) {
      int blank = rest.lastIndexOf(' ', VALUE_WIDTH);
      int end = blank > 0 ? blank : VALUE_WIDTH;
      text.append(rest, 0, end).append('\n').append(" ".repeat(9));
      rest = rest.substring(end).strip();
    }
    return text.append(rest).toString();
  }

  /** Returns the facts in at most 1,000 characters, complete lines only; {@link #text} has all. */
  @Override
  public String toString() {
    String text = text();
    if (text.length() <= Page.LIMIT) {
      return text;
    }
    String more = "\n<more: see .text()>";
    int end = text.lastIndexOf('\n', Page.LIMIT - more.length());
    return text.substring(0, Math.max(end, 0)) + more;
  }
}
