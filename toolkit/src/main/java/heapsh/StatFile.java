package heapsh;

import heapsh.render.SafeText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes and reads the numbers of a partition as text in UTF-8, a line for each row, in order:
 *
 * <pre>
 *   heapsh-stat 1
 *   time 2026-01-02T12:00:00Z
 *   by Class
 *   difference false
 *   rows 2
 *   9207 115229576 byte[]
 *   9093 218232 java.lang.String
 *   total 18300 115447808
 * </pre>
 *
 * <p>In names a backslash stands before {@code n}, {@code r} and the backslash itself. The number
 * of rows and the total let a file that was cut off or changed be told. What is read is untrusted:
 * nothing is allocated by what the file declares, only by what it holds.
 */
final class StatFile {
  private static final String MAGIC = "heapsh-stat ";
  private static final String VERSION = "1";
  private static final int MAX_LINE = 1 << 17;
  private static final int MAX_ROWS = 20_000_000;

  private final String name;
  private final BufferedReader in;
  private int line;

  private StatFile(String name, BufferedReader in) {
    this.name = name;
    this.in = in;
  }

  static void write(Stat stat, Path path) {
    WholeFile.write(path, out -> write(stat, out));
  }

  /** Writes the numbers of several times, in place of an older file. */
  static void writeAll(List<Stat> stats, Path path) {
    WholeFile.write(
        path,
        out -> {
          for (Stat stat : stats) {
            write(stat, out);
          }
        });
  }

  /** Writes behind what the file holds; makes it where there is none. */
  static void append(Stat stat, Path path) {
    Path file = path.toAbsolutePath();
    try {
      if (!Files.exists(file) || Files.size(file) == 0) {
        write(stat, path);
        return;
      }
      checkIsOne(file);
      StringWriter text = new StringWriter();
      write(stat, text);
      Files.writeString(file, text.toString(), StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new HeapException(
          "cannot write " + SafeText.of(path.toString(), 200) + ": " + e.getMessage(), e);
    }
  }

  private static void checkIsOne(Path file) throws IOException {
    byte[] magic = MAGIC.getBytes(StandardCharsets.UTF_8);
    try (InputStream in = Files.newInputStream(file)) {
      if (!Arrays.equals(in.readNBytes(magic.length), magic)) {
        throw new HeapException(
            SafeText.of(String.valueOf(file.getFileName()), 100)
                + " is no file of Stat.save() or append(): nothing was written to it");
      }
    }
  }

  private static void write(Stat stat, Writer out) throws IOException {
    out.write(MAGIC + VERSION + "\n");
    out.write("time " + stat.time() + "\n");
    out.write("by " + escape(stat.title()) + "\n");
    out.write("difference " + stat.isDifference() + "\n");
    out.write("rows " + stat.rows().size() + "\n");
    for (StatRow row : stat.rows()) {
      out.write(row.count() + " " + row.bytes() + " " + escape(row.name()) + "\n");
    }
    out.write("total " + stat.count() + " " + stat.size() + "\n");
  }

  static Stat read(Path path) {
    List<Stat> all = readAll(path);
    if (all.size() > 1) {
      throw new HeapException(
          SafeText.of(String.valueOf(path.getFileName()), 100)
              + " holds the numbers of "
              + all.size()
              + " times: Stat.loadAll(path) reads them");
    }
    return all.get(0);
  }

  static List<Stat> readAll(Path path) {
    String name = SafeText.of(String.valueOf(path.getFileName()), 100);
    try (BufferedReader in = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
      return new StatFile(name, in).readAll();
    } catch (NoSuchFileException e) {
      throw new HeapException("no file " + SafeText.of(path.toString(), 200), e);
    } catch (CharacterCodingException e) {
      throw new HeapException(name + " is no file of Stat.save(): it is not text in UTF-8", e);
    } catch (IOException | UncheckedIOException e) {
      throw new HeapException(
          "cannot read " + SafeText.of(path.toString(), 200) + ": " + e.getMessage(), e);
    }
  }

  private List<Stat> readAll() throws IOException {
    List<Stat> all = new ArrayList<>();
    do {
      all.add(read());
      in.mark(1);
      if (in.read() < 0) {
        return List.copyOf(all);
      }
      in.reset();
    } while (true);
  }

  private Stat read() throws IOException {
    String version = value(MAGIC);
    if (!version.equals(VERSION)) {
      throw wrong("has version '" + SafeText.of(version, 20) + "'; this heapsh reads " + VERSION);
    }
    Instant time = time(value("time "));
    String title = unescape(value("by "));
    String difference = value("difference ");
    if (!difference.equals("true") && !difference.equals("false")) {
      throw wrong("should say true or false");
    }
    List<StatRow> rows = rows(count(value("rows ")), difference.equals("true"));
    checkEnd(rows);
    return Stat.of(title, time, difference.equals("true"), rows);
  }

  private int count(String text) {
    long count = number(text);
    if (count < 0 || count > MAX_ROWS) {
      throw wrong("should name from 0 to " + MAX_ROWS + " rows");
    }
    return (int) count;
  }

  private List<StatRow> rows(int count, boolean negatives) throws IOException {
    List<StatRow> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String[] cells = next().split(" ", 3);
      if (cells.length < 3) {
        throw wrong("should be a row: count, bytes, name");
      }
      StatRow row = new StatRow(unescape(cells[2]), number(cells[0]), number(cells[1]));
      if (!negatives && (row.count() < 0 || row.bytes() < 0)) {
        throw wrong("has a negative number, and this is no difference");
      }
      rows.add(row);
    }
    return rows;
  }

  private void checkEnd(List<StatRow> rows) throws IOException {
    String[] total = value("total ").split(" ", 2);
    long count = 0;
    long bytes = 0;
    try {
      for (StatRow row : rows) {
        count = Math.addExact(count, row.count());
        bytes = Math.addExact(bytes, row.bytes());
      }
    } catch (ArithmeticException e) {
      throw wrong("should be the sum of the rows, which exceeds 63 bits");
    }
    if (total.length < 2 || number(total[0]) != count || number(total[1]) != bytes) {
      throw wrong("should be 'total " + count + " " + bytes + "', the sum of the rows");
    }
  }

  private Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw wrong("should be a time such as 2026-01-02T12:00:00Z");
    }
  }

  private long number(String text) {
    if (text.matches("-?\\d{1,18}")) {
      return Long.parseLong(text);
    }
    throw wrong("should have a number where it has '" + SafeText.of(text, 40) + "'");
  }

  private String value(String key) throws IOException {
    String text = next();
    if (!text.startsWith(key)) {
      throw wrong("should begin with '" + key.strip() + "'");
    }
    return text.substring(key.length());
  }

  private String next() throws IOException {
    line++;
    StringBuilder text = new StringBuilder();
    int c = in.read();
    if (c < 0) {
      throw new HeapException(
          name + (line == 1 ? " is empty" : " is cut off after line " + (line - 1)));
    }
    for (; c >= 0 && c != '\n'; c = in.read()) {
      if (text.length() == MAX_LINE) {
        throw wrong("goes on for more than " + MAX_LINE + " characters");
      }
      text.append((char) c);
    }
    return text.toString();
  }

  private HeapException wrong(String what) {
    return new HeapException(
        name + ", line " + line + ": " + what + "; it is no file of Stat.save(), or was changed");
  }

  private static String escape(String text) {
    return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
  }

  private String unescape(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
        plain.append(
            switch (i < text.length() ? text.charAt(i) : ' ') {
              case 'n' -> '\n';
              case 'r' -> '\r';
              case '\\' -> '\\';
              default -> throw wrong("has a backslash that stands for nothing");
            });
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }
}
