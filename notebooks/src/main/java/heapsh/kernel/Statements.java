package heapsh.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Completeness;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/**
 * Cuts the source of a cell into snippets and magic lines, in order. As in jshell a statement may
 * end with its line, without a semicolon; other than in jshell it goes on when the next line begins
 * with what can only be its continuation, such as {@code .get(0)} or {@code else}.
 */
final class Statements {
  private static final Pattern CONTINUATION =
      Pattern.compile(
          "\\s*(\\.\\D|[?:,)\\]}{*=!<>&|^]|\\+[^+]|-[^-]|/[^/*]|%"
              + "|(else|catch|finally|instanceof|extends|implements|throws)\\b).*");

  /**
   * A part of a cell.
   *
   * @param source what to evaluate, with the semicolon that may be missing
   * @param start where it begins in the cell
   * @param isMagic whether it is a line that begins with {@code %}
   * @param completeness whether anything is missing
   */
  record Statement(String source, int start, boolean isMagic, Completeness completeness) {}

  private final SourceCodeAnalysis analysis;

  Statements(SourceCodeAnalysis analysis) {
    this.analysis = analysis;
  }

  /** Returns the parts; the last one holds what cannot be parsed. */
  List<Statement> of(String cell) {
    List<Statement> found = new ArrayList<>();
    int at = skipBlank(cell, 0);
    while (at < cell.length()) {
      at =
          skipBlank(cell, isMagic(cell, at) ? addMagic(found, cell, at) : addJava(found, cell, at));
    }
    return found;
  }

  /** Returns where the part begins in which, or right after which, the position is. */
  int startOf(String cell, int position) {
    int start = 0;
    for (Statement statement : of(cell)) {
      if (statement.start() <= position) {
        start = statement.start();
      }
    }
    return start;
  }

  private static int addMagic(List<Statement> found, String cell, int at) {
    int end = endOfLine(cell, at);
    found.add(new Statement(cell.substring(at, end).strip(), at, true, Completeness.COMPLETE));
    return end;
  }

  /** Adds the shortest run of lines, or part of a line, that is a whole statement. */
  private int addJava(List<Statement> found, String cell, int at) {
    int end = at;
    CompletionInfo info = null;
    while (end < cell.length() && !isMagic(cell, end)) {
      end = Math.min(endOfLine(cell, end) + 1, cell.length());
      info = analysis.analyzeCompletion(cell.substring(at, end));
      Completeness completeness = info.completeness();
      if (completeness == Completeness.EMPTY) {
        return end; // A comment.
      }
      boolean goesOn = info.remaining().isBlank() && isContinued(cell, end);
      if (completeness.isComplete() && !goesOn) {
        found.add(new Statement(info.source(), at, false, completeness));
        return end - info.remaining().length();
      }
    }
    found.add(new Statement(cell.substring(at, end), at, false, info.completeness()));
    return end;
  }

  private static boolean isContinued(String cell, int end) {
    int next = skipBlank(cell, end);
    return next < cell.length()
        && !isMagic(cell, next)
        && CONTINUATION.matcher(cell.substring(next, endOfLine(cell, next))).matches();
  }

  /** Java may have a % at the start of a line, but nobody writes it in its very first column. */
  private static boolean isMagic(String cell, int at) {
    return cell.charAt(at) == '%' && (at == 0 || cell.charAt(at - 1) == '\n');
  }

  private static int skipBlank(String text, int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static int endOfLine(String text, int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }
}
