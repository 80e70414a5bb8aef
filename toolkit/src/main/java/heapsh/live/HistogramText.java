package heapsh.live;

import heapsh.HeapException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the class histogram that HotSpot prints for {@code jcmd PID GC.class_histogram}, {@code
 * jmap -histo PID} and the operation {@code gcClassHistogram} of its DiagnosticCommand MBean, of
 * JDK 8 to 25. The text is untrusted.
 *
 * <pre>
 *   4711:                                                        (jcmd only)
 *    num     #instances         #bytes  class name (module)      (JDK 8: class name)
 *   -------------------------------------------------------
 *      1:         13031         793448  [B (java.base@17.0.15)   (JDK 8: [B)
 *   Total         59260        2828512
 * </pre>
 *
 * <p>The last line makes it possible to tell a text that was cut off: the rows must add up to it.
 * See {@code KlassInfoHisto::print_histo_on} in HotSpot's heapInspection.cpp.
 */
final class HistogramText {
  private static final int MAX_LINE = 1 << 17; // a class name has at most 65,535 bytes
  private static final int MAX_CLASSES = 4_000_000;
  private static final int SHOWN = 60;
  private static final String EXPECTED =
      "expected the text of 'jcmd PID GC.class_histogram' or 'jmap -histo PID'";

  private final String where;
  private final Lines lines;
  private final List<ClassCount> rows = new ArrayList<>();
  private long pid = -1;
  private long count;
  private long bytes;

  /**
   * Holds what a text said.
   *
   * @param pid the process that jcmd named in the first line, -1 when there is no such line
   */
  record Parsed(ClassHistogram histogram, long pid) {}

  private HistogramText(String where, Reader text) {
    this.where = where;
    lines = new Lines(text);
  }

  /**
   * Reads a text to its end.
   *
   * @param where what the text is, for messages: a file name, a target
   * @throws HeapException when it is something else or is cut off; it names the line
   */
  static Parsed parse(String where, Reader text, Instant time, boolean liveOnly)
      throws IOException {
    HistogramText parser = new HistogramText(where, text);
    parser.readHeader();
    parser.readRows();
    parser.readEnd();
    return new Parsed(ClassHistogram.of(time, liveOnly, parser.rows), parser.pid);
  }

  private void readHeader() throws IOException {
    String line = nextText();
    if (line != null && line.matches("\\d{1,18}:")) {
      pid = Long.parseLong(line.substring(0, line.length() - 1));
      line = nextText();
    }
    if (line == null) {
      throw new HeapException(where + " holds no class histogram: it is empty; " + EXPECTED);
    }
    if (!line.matches("num\\s+#instances\\s+#bytes\\s+class name( \\(module\\))?")) {
      throw unexpected(line, "is no header of a class histogram");
    }
    line = nextText();
    if (line == null) {
      throw cutOff();
    }
    if (!line.matches("-{3,200}")) {
      throw unexpected(line, "should be the rule below the header");
    }
  }

  private void readRows() throws IOException {
    while (true) {
      String line = nextText();
      if (line == null) {
        throw cutOff();
      }
      if (line.startsWith("Total")) {
        checkTotal(line);
        return;
      }
      addRow(line);
    }
  }

  private HeapException cutOff() {
    return new HeapException(
        where
            + " is cut off after line "
            + lines.number
            + ": the line Total is missing; save the whole text, without head or a page break");
  }

  private void addRow(String line) {
    Cells cells = new Cells(line);
    long number = cells.number(':');
    long rowCount = cells.number(' ');
    long rowBytes = cells.number(' ');
    String name = cells.rest();
    if (number < 0 || rowCount < 0 || rowBytes < 0 || name.isEmpty()) {
      throw unexpected(line, "is no row of a class histogram");
    }
    if (rows.size() == MAX_CLASSES) {
      throw new HeapException(where + " has more than " + MAX_CLASSES + " classes");
    }
    try {
      count = Math.addExact(count, rowCount);
      bytes = Math.addExact(bytes, rowBytes);
    } catch (ArithmeticException e) {
      throw unexpected(line, "makes the sum exceed 63 bits");
    }
    rows.add(new ClassCount(JvmNames.toJava(withoutModule(name)), rowCount, rowBytes));
  }

  private void checkTotal(String line) {
    Cells cells = new Cells(line.substring("Total".length()));
    long totalCount = cells.number(' ');
    long totalBytes = cells.number(' ');
    if (totalCount < 0 || totalBytes < 0 || !cells.rest().isEmpty()) {
      throw unexpected(line, "should be the total of instances and bytes");
    }
    if (totalCount != count || totalBytes != bytes) {
      throw new HeapException(
          where
              + " lacks rows: line "
              + lines.number
              + " says "
              + totalCount
              + " instances, "
              + totalBytes
              + " bytes, and the rows above add up to "
              + count
              + ", "
              + bytes);
    }
  }

  private void readEnd() throws IOException {
    String line = nextText();
    if (line != null) {
      throw unexpected(line, "stands below the line Total; a file holds one histogram");
    }
  }

  /** Removes {@code (java.base@17.0.15)} from the end of a name. */
  private static String withoutModule(String name) {
    int open = name.endsWith(")") ? name.lastIndexOf(" (") : -1;
    return open > 0 ? name.substring(0, open) : name;
  }

  private String nextText() throws IOException {
    String line;
    do {
      line = lines.next();
    } while (line != null && line.isBlank());
    return line == null ? null : line.strip();
  }

  private HeapException unexpected(String line, String what) {
    String shown = Target.printable(line.substring(0, Math.min(SHOWN, line.length())));
    return new HeapException(
        where + ", line " + lines.number + ": '" + shown + "' " + what + "; " + EXPECTED);
  }

  /** Reads lines of bounded length. */
  private final class Lines {
    private final BufferedReader in;
    private int number;

    Lines(Reader text) {
      in = new BufferedReader(text);
    }

    String next() throws IOException {
      StringBuilder line = null;
      for (int c = in.read(); c >= 0; c = in.read()) {
        line = line == null ? new StringBuilder(128) : line;
        if (c == '\n') {
          break;
        }
        line.append((char) c);
        if (line.length() > MAX_LINE) {
          number++;
          throw unexpected(line.toString(), "goes on for more than " + MAX_LINE + " characters");
        }
      }
      if (line == null) {
        return null;
      }
      number++;
      return line.toString();
    }
  }

  /** Takes numbers from the start of a line. */
  private static final class Cells {
    private static final int MAX_DIGITS = 18; // of any long that cannot overflow
    private final String line;
    private int at;

    Cells(String line) {
      this.line = line;
    }

    /** Takes a number that this character ends, or the line; -1 when there is none. */
    long number(char end) {
      skipBlanks();
      int from = at;
      while (at < line.length() && line.charAt(at) >= '0' && line.charAt(at) <= '9') {
        at++;
      }
      if (at == from || at - from > MAX_DIGITS || at < line.length() && line.charAt(at) != end) {
        return -1;
      }
      long number = Long.parseLong(line.substring(from, at));
      at = Math.min(line.length(), at + 1);
      return number;
    }

    String rest() {
      skipBlanks();
      return line.substring(at);
    }

    private void skipBlanks() {
      while (at < line.length() && line.charAt(at) == ' ') {
        at++;
      }
    }
  }
}
