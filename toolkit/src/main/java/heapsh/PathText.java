package heapsh;

import heapsh.jdk.Relation;
import it.unimi.dsi.fastutil.ints.IntIterator;
import it.unimi.dsi.fastutil.ints.IntSortedSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * Writes the steps of a path: {@code static Connections.INSTANCE -> .connections["default"] ->
 * .queriesLog[*]}.
 *
 * <p>An element or key follows the field that holds its container without an arrow. Lines end after
 * an arrow.
 */
final class PathText {
  /** The columns of a line. */
  static final int WIDTH = 80;

  private static final String ARROW = " -> ";
  private static final int FIELDS_OF_A_RUN = 3;
  private static final int MOST_KEPT = 32;

  private final List<String> texts = new ArrayList<>();
  private final List<Relation.Sort> sorts = new ArrayList<>();
  private final List<Boolean> attached = new ArrayList<>();

  private PathText() {}

  /** Returns the texts of a shape's steps: those that stand together without an arrow are one. */
  static List<String> of(ShapeTrie trie, int shape) {
    PathText text = new PathText();
    for (int node : trie.path(shape)) {
      text.add(stepText(trie, node), trie.steps().sort(trie.code(node)));
      text.repeat(trie.loop(node));
    }
    return text.pieces(0, text.texts.size());
  }

  /** Returns the texts of some nodes of a shape of several heaps, from the first to the last. */
  static List<String> of(StepTrie trie, int[] nodes) {
    PathText text = new PathText();
    for (int node : nodes) {
      SortedSet<String> run = trie.run(node);
      text.add(run == null ? trie.text(node) : runText(run), trie.sort(node));
      text.repeat(trie.loop(node));
    }
    return text.pieces(0, text.texts.size());
  }

  private static String stepText(ShapeTrie trie, int node) {
    IntSortedSet run = trie.run(node);
    if (run == null) {
      return trie.steps().text(trie.code(node));
    }
    List<String> fields = new ArrayList<>();
    for (IntIterator it = run.iterator(); it.hasNext() && fields.size() <= FIELDS_OF_A_RUN; ) {
      fields.add(trie.steps().text(it.nextInt()));
    }
    return runText(fields);
  }

  private static String runText(Collection<String> fields) {
    String some = fields.stream().limit(FIELDS_OF_A_RUN).collect(Collectors.joining("|"));
    return "(" + some + (fields.size() > FIELDS_OF_A_RUN ? "|...)+" : ")+");
  }

  private void add(String text, Relation.Sort sort) {
    int last = sorts.size() - 1;
    attached.add(last >= 0 && isContent(sort) && isNamed(sorts.get(last)));
    texts.add(text);
    sorts.add(sort);
  }

  private static boolean isContent(Relation.Sort sort) {
    return sort == Relation.Sort.ELEMENT
        || sort == Relation.Sort.KEYED
        || sort == Relation.Sort.MAP_KEY;
  }

  private static boolean isNamed(Relation.Sort sort) {
    return sort == Relation.Sort.FIELD || sort == Relation.Sort.STATIC;
  }

  /** Ties the last steps together as repeated. */
  private void repeat(int period) {
    int from = texts.size() - period;
    if (period == 0 || from < 0 || texts.get(texts.size() - 1).endsWith(")+")) {
      return;
    }
    String joined = String.join(ARROW, pieces(from, texts.size()));
    boolean follows = attached.get(from);
    Relation.Sort sort = sorts.get(sorts.size() - 1);
    for (int i = 0; i < period; i++) {
      texts.remove(texts.size() - 1);
      sorts.remove(sorts.size() - 1);
      attached.remove(attached.size() - 1);
    }
    texts.add(period == 1 ? joined + "+" : "(" + joined + ")+");
    sorts.add(sort);
    attached.add(follows);
  }

  private List<String> pieces(int from, int to) {
    List<String> pieces = new ArrayList<>();
    for (int i = from; i < to; i++) {
      if (i > from && attached.get(i)) {
        pieces.set(pieces.size() - 1, pieces.get(pieces.size() - 1) + texts.get(i));
      } else {
        pieces.add(texts.get(i));
      }
    }
    return pieces;
  }

  /** Returns the pieces with arrows, wrapped and indented; nothing is cut. */
  static String wrapped(List<String> pieces, int indent) {
    String margin = " ".repeat(indent);
    StringBuilder out = new StringBuilder(margin);
    int column = indent;
    for (int i = 0; i < pieces.size(); i++) {
      String piece = pieces.get(i) + (i + 1 < pieces.size() ? " ->" : "");
      if (i > 0) {
        boolean fits = column + 1 + piece.length() <= WIDTH;
        out.append(fits ? " " : "\n  " + margin);
        column = fits ? column + 1 : indent + 2;
      }
      out.append(piece);
      column += piece.length();
    }
    return out.toString();
  }

  /**
   * Returns the pieces shortened to {@code lines} lines: no piece too wide, the middle left out.
   */
  static String brief(List<String> pieces, int indent, int lines) {
    int kept = Math.min(MOST_KEPT, (pieces.size() + 1) / 2);
    String text = brief(pieces, indent, kept, pieces.size() > 2 * MOST_KEPT);
    while (linesOf(text) > lines && kept > 1) {
      kept--;
      text = brief(pieces, indent, kept, true);
    }
    return text;
  }

  private static String brief(List<String> pieces, int indent, int kept, boolean elide) {
    int widest = WIDTH - indent - ARROW.length() - 1;
    List<String> cut = new ArrayList<>();
    for (String piece : elide ? elided(pieces, kept) : pieces) {
      cut.add(fit(piece, widest));
    }
    return wrapped(cut, indent);
  }

  private static List<String> elided(List<String> pieces, int keptAtEachEnd) {
    int left = pieces.size() - 2 * keptAtEachEnd;
    if (left < 2) {
      return pieces;
    }
    List<String> ends = new ArrayList<>(pieces.subList(0, keptAtEachEnd));
    ends.add("<" + left + " steps>");
    ends.addAll(pieces.subList(pieces.size() - keptAtEachEnd, pieces.size()));
    return ends;
  }

  /** Returns the text, its end cut off where it is wider. */
  static String fit(String text, int width) {
    if (text.length() <= width) {
      return text;
    }
    int end = Math.max(0, width - 3);
    boolean splits = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
    return text.substring(0, splits ? end - 1 : end) + "...";
  }

  private static int linesOf(String text) {
    return (int) text.chars().filter(c -> c == '\n').count() + 1;
  }
}
