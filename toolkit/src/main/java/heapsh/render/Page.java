package heapsh.render;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/**
 * Holds a page of a result: lines, rows, lines. It is what both text and HTML are drawn from.
 * Immutable, but for its table.
 *
 * @param head the lines above the rows, safe for a terminal
 * @param table the rows
 * @param form how they are drawn as text
 * @param after how many rows stand on later pages
 * @param more says in a line how to see {@code n} rows that are left out; empty for no line
 * @param foot the lines below the rows, safe for a terminal
 */
public record Page(
    List<String> head,
    Table table,
    TextForm form,
    long after,
    LongFunction<String> more,
    List<String> foot) {
  /** The columns of a terminal. */
  public static final int WIDTH = 80;

  /** jshell cuts what it displays in the middle above this. */
  public static final int LIMIT = 1000;

  /** How far the lines of a sentence after its first are set in. */
  private static final int INDENT = 2;

  /** Makes a page of lines and a table that is all there is. */
  public static Page of(List<String> head, Table table) {
    return new Page(head, table, TextTable.FORM, 0, moreRows("row", "rows"), List.of());
  }

  /** Makes a page of lines alone. */
  public static Page of(List<String> lines) {
    return of(lines, new Table(""));
  }

  /** Draws the rows as text in another form. */
  public Page form(TextForm newForm) {
    return new Page(head, table, newForm, after, more, foot);
  }

  /** Says how many rows stand on later pages. */
  public Page after(long rows) {
    return new Page(head, table, form, rows, more, foot);
  }

  /** Says otherwise how to see what is left out. */
  public Page more(LongFunction<String> line) {
    return new Page(head, table, form, after, line, foot);
  }

  /** Puts other lines above. */
  public Page head(List<String> lines) {
    return new Page(lines, table, form, after, more, foot);
  }

  /** Puts other lines below. */
  public Page foot(List<String> lines) {
    return new Page(head, table, form, after, more, lines);
  }

  /** Returns the line for what {@code .more()} shows: {@code <3 more rows. Type e.g. ...>}. */
  public static LongFunction<String> moreRows(String one, String several) {
    return left ->
        left == 0
            ? ""
            : "<"
                + left
                + " more "
                + (left == 1 ? one : several)
                + ". Type e.g. '.more()' to view.>";
  }

  /** Returns the line for what a listing without pages leaves out. */
  public static LongFunction<String> moreShown(String what) {
    return left -> left == 0 ? "" : "<" + left + " more" + what + "; show() prints all>";
  }

  /** Returns everything, nothing cut. */
  public String whole() {
    TextForm.Lines lines = form.lines(table, 0);
    return join(lines, lines.rows().size());
  }

  /**
   * Returns as many rows as {@link #LIMIT} characters of {@link #WIDTH} columns hold, one at least.
   */
  public String limited() {
    return limited(LIMIT);
  }

  /** Returns as many rows as so many characters hold, one at least. */
  public String limited(int limit) {
    TextForm.Lines lines = form.lines(table, WIDTH);
    return join(lines, fitting(lines, limit));
  }

  /** Returns how many rows {@link #limited()} has. */
  public int fitting() {
    return fitting(LIMIT);
  }

  /** Returns how many rows {@link #limited(int)} has. */
  public int fitting(int limit) {
    return fitting(form.lines(table, WIDTH), limit);
  }

  private int fitting(TextForm.Lines lines, int limit) {
    int shown = lines.rows().size();
    while (shown > 1 && join(lines, shown).length() > limit) {
      shown--;
    }
    return shown;
  }

  private String join(TextForm.Lines lines, int shown) {
    List<String> all = new ArrayList<>();
    head.forEach(line -> all.add(sentence(line)));
    if (!lines.rows().isEmpty()) {
      all.addAll(lines.header());
    }
    all.addAll(lines.rows().subList(0, shown));
    String left = more.apply(after + lines.rows().size() - shown);
    if (!left.isEmpty()) {
      all.add(left);
    }
    foot.forEach(line -> all.add(sentence(line)));
    return String.join("\n", all);
  }

  /** Makes a line safe, should it not be, and breaks it. */
  private static String sentence(String line) {
    String safe = SafeText.of(line, Integer.MAX_VALUE);
    return safe.length() <= WIDTH ? safe : Wrap.sentence(safe, WIDTH, INDENT);
  }
}
