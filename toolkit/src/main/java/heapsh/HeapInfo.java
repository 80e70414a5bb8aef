package heapsh;

import heapsh.graph.GraphInfo;
import heapsh.graph.HeapGraph;
import heapsh.hprof.Losses;
import heapsh.render.SafeText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

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
    List<String> warnings) {
  private static final int LIMIT = 1000;
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

  /** Returns the facts, a line for each, with every warning. */
  public String text() {
    StringBuilder text = new StringBuilder();
    line(text, "file", file + " (" + Units.human(fileBytes) + ")");
    line(text, "format", format + ", " + idBytes + "-byte ids");
    line(text, "JVM", jvm);
    line(text, "taken", taken.toString());
    line(text, "objects", objects + " of " + classes + " classes, " + roots + " GC roots");
    line(text, "bytes", bytes + " (" + Units.human(bytes) + ")");
    line(text, "layout", layout);
    line(
        text,
        "opened",
        String.format(Locale.ROOT, "in %.1f s, engine %s", openTime.toMillis() / 1e3, engine));
    line(text, "index", index);
    if (!heapNames.isEmpty()) {
      line(text, "heaps", String.join(", ", heapNames));
    }
    for (String warning : warnings) {
      line(text, "warning", warning);
    }
    return text.substring(0, text.length() - 1);
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(String.format("%-8s ", name));
    String rest = SafeText.of(value, 1000);
    while (rest.length() > VALUE_WIDTH) {
      int blank = rest.lastIndexOf(' ', VALUE_WIDTH);
      int end = blank > 0 ? blank : VALUE_WIDTH;
      text.append(rest, 0, end).append('\n').append(" ".repeat(9));
      rest = rest.substring(end).strip();
    }
    text.append(rest).append('\n');
  }

  /** Returns the facts in at most 1,000 characters, complete lines only; {@link #text} has all. */
  @Override
  public String toString() {
    String text = text();
    if (text.length() <= LIMIT) {
      return text;
    }
    String more = "\n<more: see .text()>";
    int end = text.lastIndexOf('\n', LIMIT - more.length());
    return text.substring(0, Math.max(end, 0)) + more;
  }
}
