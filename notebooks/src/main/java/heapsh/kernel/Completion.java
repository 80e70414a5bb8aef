package heapsh.kernel;

import heapsh.kernel.Statements.Statement;
import io.github.spencerpark.jupyter.kernel.ReplacementOptions;
import java.util.List;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

/** Tells how a cell may go on. Positions are Jupyter's: they count characters, not Java's chars. */
final class Completion {
  private static final String INDENT = "    ";
  private static final String COMPLETE = "complete";
  private static final String INVALID = "invalid";

  private final SourceCodeAnalysis analysis;
  private final Statements statements;

  Completion(SourceCodeAnalysis analysis) {
    this.analysis = analysis;
    this.statements = new Statements(analysis);
  }

  /** Returns what can stand at the cursor, those first whose type fits. */
  ReplacementOptions at(String cell, int position) {
    int cursor = chars(cell, position);
    String before = cell.substring(0, cursor);
    int start = statements.startOf(before, cursor);
    ReplacementOptions found = suggestions(before, start);
    // Alone, the statement does not know what the cell declares above it.
    return found.getReplacements().isEmpty() && start > 0 ? suggestions(before, 0) : found;
  }

  private ReplacementOptions suggestions(String before, int start) {
    int[] anchor = {before.length() - start};
    List<Suggestion> found =
        analysis.completionSuggestions(before.substring(start), before.length() - start, anchor);
    List<String> names =
        found.stream()
            .sorted((a, b) -> Boolean.compare(b.matchesType(), a.matchesType()))
            .map(Suggestion::continuation)
            .distinct()
            .toList();
    int from = names.isEmpty() ? before.length() : start + anchor[0];
    return new ReplacementOptions(
        names, before.codePointCount(0, from), before.codePointCount(0, before.length()));
  }

  /** Returns one of the base library's words, or how to indent the next line. */
  String isComplete(String cell) {
    List<Statement> all = statements.of(cell);
    if (all.isEmpty()) {
      return COMPLETE;
    }
    return switch (all.get(all.size() - 1).completeness()) {
      case COMPLETE, COMPLETE_WITH_SEMI, CONSIDERED_INCOMPLETE, EMPTY -> COMPLETE;
      case DEFINITELY_INCOMPLETE -> INDENT;
      case UNKNOWN -> INVALID;
    };
  }

  /** Returns the place in Java's chars, within the text. */
  static int chars(String text, int codePoints) {
    int all = text.codePointCount(0, text.length());
    return text.offsetByCodePoints(0, Math.max(0, Math.min(codePoints, all)));
  }
}
