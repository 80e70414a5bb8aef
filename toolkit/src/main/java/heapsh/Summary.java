package heapsh;

import heapsh.render.ClassNames;
import heapsh.render.SafeText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Shows numbers as pympler's {@code summary.print_} does: class, objects, size in KB, MB or GB. Of
 * a difference the numbers have signs, and what shrank stands last. Immutable.
 *
 * <pre>
 *              class |   # objects |   total size
 *   ================ | =========== | ============
 *             byte[] |       15210 |    734.39 KB
 *   java.lang.String |       15049 |    352.70 KB
 * </pre>
 */
public final class Summary {
  private static final int NAME_LIMIT = 1000;
  private static final String[] UNITS = {"KB", "MB", "GB", "TB", "PB", "EB"};

  private final List<StatRow> rows;
  private final String note;
  private final int from;
  private final int to;

  private Summary(List<StatRow> rows, String note, int from, int to) {
    this.rows = rows;
    this.note = note;
    this.from = from;
    this.to = to;
  }

  static Summary of(Stat stat) {
    return new Summary(stat.rows(), "", 0, PagedText.PAGE);
  }

  /** Adds a line that is shown above; an empty one adds nothing. */
  Summary withNote(String newNote) {
    return new Summary(rows, newNote, from, to);
  }

  /** Takes the rows with the most objects, the most first. */
  Summary mostCommon(int limit) {
    List<StatRow> sorted =
        rows.stream()
            .sorted(
                Comparator.comparingLong(StatRow::count).reversed().thenComparing(StatRow::name))
            .limit(limit)
            .toList();
    return new Summary(sorted, note, 0, limit);
  }

  /**
   * Returns the rows, all pages of them, as plain data.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.summary().rows().get(0).count()}
   */
  public List<StatRow> rows() {
    return rows;
  }

  /**
   * Returns a row by its place; negative from the end.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.summary().get(0)}
   *
   * @throws HeapException when there is no such row
   */
  public StatRow get(int row) {
    return rows.get(PagedText.checkRow(row, rows.size(), "summary"));
  }

  /**
   * Returns the next page.
   *
   * <p>Cost: O(rows of the page).
   *
   * <p>Example: {@code hp.summary().more()}
   *
   * @throws HeapException when there are no more rows
   */
  public Summary more() {
    int next = new Text().next("summary");
    return new Summary(rows, note, next, next + PagedText.PAGE);
  }

  /**
   * Returns all rows on one page; print it with show(), since a shell cuts what it displays.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.summary().all().show()}
   */
  public Summary all() {
    return new Summary(rows, note, 0, Integer.MAX_VALUE);
  }

  /**
   * Prints the page to standard output, with whole names, however long.
   *
   * <p>Cost: O(rows of the page).
   *
   * <p>Example: {@code hp.summary().show()}
   */
  public void show() {
    System.out.println(text());
  }

  /**
   * Returns the page as show() prints it.
   *
   * <p>Cost: O(rows of the page).
   *
   * <p>Example: {@code hp.summary().all().text()}
   */
  public String text() {
    return new Text().whole();
  }

  /** Returns the page in at most 80 columns and 1,000 characters, complete rows only. */
  @Override
  public String toString() {
    return new Text().limited();
  }

  /** Scales bytes as pympler does, and negative ones just so: {@code -1.11 KB}. */
  static String scaled(long bytes) {
    if (Math.abs(bytes) < 1024 && bytes != Long.MIN_VALUE) {
      return bytes + "     B"; // the point of the others stands below the last digit
    }
    double value = bytes / 1024.0;
    int unit = 0;
    while (Math.abs(value) >= 1023.995 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%.2f %s", value, UNITS[unit]);
  }

  /** Lays out a page. */
  private final class Text extends PagedText {
    private static final String BAR = " | ";
    private static final String OBJECTS = "  # objects";
    private static final String SIZE = "  total size";

    @Override
    int rowCount() {
      return rows.size();
    }

    @Override
    int from() {
      return from;
    }

    @Override
    int askedTo() {
      return to;
    }

    @Override
    List<String> summary() {
      List<String> lines = new ArrayList<>();
      if (!note.isEmpty()) {
        lines.add(note);
      }
      if (rows.isEmpty()) {
        lines.add("No difference.");
      }
      return lines;
    }

    @Override
    Layout layout(int end, int width) {
      List<StatRow> page = rows.subList(Math.min(from, end), end);
      int count = OBJECTS.length();
      int size = SIZE.length();
      for (StatRow row : page) {
        count = Math.max(count, Long.toString(row.count()).length() + 2);
        size = Math.max(size, scaled(row.bytes()).length() + 2);
      }
      int room = width == 0 ? Integer.MAX_VALUE : width - count - size - 2 * BAR.length();
      List<String> names = new ArrayList<>();
      int name = "class".length() + 2;
      for (StatRow row : page) {
        String text = ClassNames.fit(SafeText.of(row.name(), NAME_LIMIT), room);
        names.add(text);
        name = Math.max(name, Math.min(room, text.length() + 2));
      }
      List<String> lines = new ArrayList<>();
      for (int i = 0; i < page.size(); i++) {
        StatRow row = page.get(i);
        String cells =
            BAR + right(Long.toString(row.count()), count) + BAR + right(scaled(row.bytes()), size);
        lines.add(name(names.get(i), name) + cells);
      }
      String header = right("class", name) + BAR + right("# objects", count) + BAR;
      return new Layout(
          List.of(
              header + right("total size", size),
              "=".repeat(name) + BAR + "=".repeat(count) + BAR + "=".repeat(size)),
          lines);
    }

    /** Aligns a name; one that is too long for its column takes lines above. */
    private String name(String name, int width) {
      StringBuilder lines = new StringBuilder();
      int at = 0;
      for (; name.length() - at > width; at += width) {
        lines.append(name, at, at + width).append('\n');
      }
      return lines.append(right(name.substring(at), width)).toString();
    }

    private static String right(String text, int width) {
      return " ".repeat(Math.max(0, width - text.length())) + text;
    }
  }
}
