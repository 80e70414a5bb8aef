package heapsh.kernel;

import heapsh.Notebook;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Documentation;

/**
 * Tells what stands at the cursor: for the verbs of heapsh what {@code help()} tells, otherwise the
 * signature, with the javadoc where its sources are there.
 */
final class Inspection {
  private static final String OURS = "heapsh.";
  private static final int MAX_SIGNATURES = 8;

  private final SourceCodeAnalysis analysis;
  private final Statements statements;

  Inspection(SourceCodeAnalysis analysis) {
    this.analysis = analysis;
    this.statements = new Statements(analysis);
  }

  /** Returns the text, if anything is known. */
  Optional<String> at(String cell, int position) {
    int cursor = Completion.chars(cell, position);
    int start = statements.startOf(cell.substring(0, cursor), cursor);
    int end = endOfName(cell, cursor);
    int begin = beginOfName(cell, end, start);
    if (begin == end) {
      return Optional.empty();
    }
    String name = cell.substring(begin, end);
    String before = cell.substring(start, end);
    Set<String> signatures = documentation(before + "(", true);
    if (signatures.isEmpty()) {
      signatures = documentation(before, false);
    }
    return ofVerbs(name, signatures)
        .or(() -> ofType(before))
        .or(() -> named(name, begin > 0 && cell.charAt(begin - 1) == '.'));
  }

  /** In the arguments of a call it is the call that is asked for. */
  private static int endOfName(String cell, int cursor) {
    int end = cursor;
    while (end < cell.length() && Character.isJavaIdentifierPart(cell.charAt(end))) {
      end++;
    }
    if (end == 0 || Character.isJavaIdentifierPart(cell.charAt(end - 1))) {
      return end;
    }
    int depth = 0;
    for (int i = cursor - 1; i > 0; i--) {
      char c = cell.charAt(i);
      depth += c == ')' ? 1 : c == '(' ? -1 : 0;
      if (depth < 0) {
        return i;
      }
    }
    return end;
  }

  private static int beginOfName(String cell, int end, int start) {
    int begin = end;
    while (begin > start && Character.isJavaIdentifierPart(cell.charAt(begin - 1))) {
      begin--;
    }
    return begin;
  }

  private Set<String> documentation(String code, boolean withJavadoc) {
    List<Documentation> found = analysis.documentation(code, code.length(), withJavadoc);
    return found.stream()
        .limit(MAX_SIGNATURES)
        .map(Inspection::text)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static String text(Documentation documentation) {
    String javadoc = documentation.javadoc();
    return javadoc == null
        ? documentation.signature()
        : documentation.signature() + "\n" + javadoc.strip().indent(4).stripTrailing();
  }

  private static Optional<String> ofVerbs(String name, Set<String> signatures) {
    Set<String> texts = new LinkedHashSet<>();
    for (String signature : signatures) {
      texts.add(ourName(signature, name).flatMap(Notebook::help).orElse(signature));
    }
    return texts.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", texts));
  }

  /**
   * Returns what help knows a signature as: {@code ObjectSet.byVia} for {@code heapsh.ObjectSet
   * heapsh.ObjectSet.byVia()}, {@code Shell.open} for {@code heapsh.Heap open(String path)}, which
   * is a method of the startup file, {@code Heap} for the variable {@code hp:heapsh.Heap} and for
   * that type.
   */
  private static Optional<String> ourName(String signature, String name) {
    int call = signature.indexOf(name + "(");
    String declared = call < 0 ? signature : signature.substring(0, call);
    String owner = declared.substring(declared.lastIndexOf(call < 0 ? ':' : ' ') + 1);
    if (call < 0) {
      return owner.startsWith(OURS)
          ? Optional.of(owner.substring(OURS.length()))
          : Optional.empty();
    }
    if (owner.isEmpty()) {
      return Optional.of("Shell." + name);
    }
    String path = owner.startsWith(OURS) ? owner.substring(OURS.length()) : owner;
    return Notebook.help(path + name).map(known -> path + name);
  }

  private Optional<String> ofType(String expression) {
    String type = analysis.analyzeType(expression, expression.length());
    if (type == null) {
      return Optional.empty();
    }
    String simple = type.replaceAll("<.*", "").replaceFirst("^heapsh\\.", "");
    String title = expression.strip() + ": " + type;
    return Optional.of(Notebook.help(simple).map(text -> title + "\n" + text).orElse(title));
  }

  private static Optional<String> named(String name, boolean isMember) {
    return isMember ? Optional.empty() : Notebook.help(name);
  }
}
