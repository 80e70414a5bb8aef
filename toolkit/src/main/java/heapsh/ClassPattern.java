package heapsh;

import heapsh.graph.HeapGraph;
import heapsh.render.SafeText;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Finds classes by name: a plain name, a glob, or a regular expression.
 *
 * <p>In a glob {@code *} stands for any characters, dots included, and {@code ?} for one; {@code $}
 * and {@code []} stand for themselves, as in class names. A pattern is a regular expression when it
 * stands between slashes or holds something that neither names nor globs have: {@code ^ | ( ) + \ {
 * }}, {@code .*} at its start, {@code $} at its end, or brackets around something.
 */
final class ClassPattern {
  private static final Pattern REGEX =
      Pattern.compile(".*[\\^|()+\\\\{}].*|\\.\\*.*|.*\\$|.*\\[[^\\]].*");

  private final String given;
  private final Pattern pattern;

  private ClassPattern(String given, Pattern pattern) {
    this.given = given;
    this.pattern = pattern;
  }

  /**
   * Reads a pattern.
   *
   * @throws HeapException when it is empty or no valid regular expression
   */
  static ClassPattern of(String given) {
    if (given == null || given.isBlank()) {
      throw new HeapException(
          "no class name given; take a name, or a pattern such as \"java.util.*\"");
    }
    String text = given.strip();
    try {
      if (text.length() > 2 && text.startsWith("/") && text.endsWith("/")) {
        return new ClassPattern(given, Pattern.compile(text.substring(1, text.length() - 1)));
      }
      return new ClassPattern(
          given, Pattern.compile(REGEX.matcher(text).matches() ? text : fromGlob(text)));
    } catch (PatternSyntaxException e) {
      throw new HeapException(
          "'"
              + SafeText.of(given, 100)
              + "' is no valid pattern: "
              + e.getDescription()
              + " at character "
              + Math.max(0, e.getIndex()));
    }
  }

  /** Reads a name that stands for itself alone. */
  static ClassPattern exactly(String name) {
    if (name == null || name.isBlank()) {
      throw new HeapException("no class name given; take one such as \"java.lang.String\"");
    }
    return new ClassPattern(name, Pattern.compile(Pattern.quote(name.strip())));
  }

  private static String fromGlob(String glob) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < glob.length(); i++) {
      char c = glob.charAt(i);
      switch (c) {
        case '*' -> regex.append(".*");
        case '?' -> regex.append('.');
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return regex.toString();
  }

  /** Tells whether the pattern names a class: the whole of its name. */
  boolean matches(String className) {
    return pattern.matcher(className).matches();
  }

  /**
   * Returns the numbers of the classes whose whole name matches.
   *
   * @throws HeapException when there are none; it names near matches
   */
  BitSet classes(Heap heap) {
    HeapGraph graph = heap.graph();
    BitSet found = new BitSet();
    for (int number = 0; number < graph.classCount(); number++) {
      if (matches(graph.heapClass(number).name())) {
        found.set(number);
      }
    }
    if (found.isEmpty()) {
      throw new HeapException(nothingMatches(graph));
    }
    return found;
  }

  private String nothingMatches(HeapGraph graph) {
    List<String> names = new ArrayList<>();
    for (int number = 0; number < graph.classCount(); number++) {
      names.add(graph.heapClass(number).name());
    }
    String hint = NearMatches.hint(given.strip(), names);
    return "no class '"
        + SafeText.of(given, 100)
        + "' in this heap"
        + (hint.isEmpty() ? "; look for it with instancesOf(\"*part of its name*\")" : hint);
  }
}
