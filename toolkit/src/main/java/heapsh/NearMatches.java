package heapsh;

import heapsh.render.SafeText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Finds the known names that a mistyped one may have meant.
 *
 * <p>In this order: the same name in other case, a class by its simple name or by the end of its
 * full name, then names a few edits away. An edit is one character more, less, other, or two
 * swapped (restricted Damerau-Levenshtein distance); at most a third of the name may be edited,
 * three characters at most.
 */
final class NearMatches {
  private static final int MAX_EDITS = 3;
  private static final int MAX_LENGTH = 200;
  private static final int NO_MATCH = Integer.MAX_VALUE;

  /** Weight of one edit against the finer differences below it. */
  private static final int EDIT = 10;

  private final String given;
  private final String lower;
  private final int maxEdits;
  private int[] before = new int[0];
  private int[] row = new int[0];
  private int[] next = new int[0];

  private NearMatches(String given) {
    this.given = given;
    this.lower = given.toLowerCase(Locale.ROOT);
    this.maxEdits = Math.min(MAX_EDITS, Math.max(1, given.length() / 3));
  }

  /**
   * Returns up to {@code max} names that {@code given} may have meant, best first. O(names); 50,000
   * take some milliseconds.
   */
  static List<String> suggest(String given, Collection<String> known, int max) {
    if (given.isEmpty() || given.length() > MAX_LENGTH) {
      return List.of();
    }
    NearMatches near = new NearMatches(given);
    List<Match> found = new ArrayList<>();
    for (String name : known) {
      int score = near.score(name);
      if (score != NO_MATCH) {
        found.add(new Match(name, score));
      }
    }
    found.sort(Match.BEST_FIRST);
    return found.stream().map(Match::name).distinct().limit(max).toList();
  }

  /**
   * Returns {@code ; did you mean 'a' or 'b'?} for the end of an error's line, empty when nothing
   * is near.
   */
  static String hint(String given, Collection<String> known) {
    List<String> names = suggest(given, known, 3);
    if (names.isEmpty()) {
      return "";
    }
    List<String> quoted = names.stream().map(name -> "'" + SafeText.of(name, 80) + "'").toList();
    String last = quoted.get(quoted.size() - 1);
    String others = String.join(", ", quoted.subList(0, quoted.size() - 1));
    return "; did you mean " + (others.isEmpty() ? last : others + " or " + last) + "?";
  }

  private record Match(String name, int score) {
    static final Comparator<Match> BEST_FIRST =
        Comparator.comparingInt(Match::score)
            .thenComparingInt(match -> match.name().length())
            .thenComparing(Match::name);
  }

  private int score(String name) {
    if (name.length() > MAX_LENGTH) {
      return NO_MATCH;
    }
    if (name.equalsIgnoreCase(given)) {
      return 0;
    }
    int simple = simpleStart(name);
    if (endsWithGiven(name)) {
      return name.endsWith(given) ? 1 : 2;
    }
    String lowerName = name.toLowerCase(Locale.ROOT);
    int edits = Math.min(edits(lowerName, 0), simple == 0 ? NO_MATCH : edits(lowerName, simple));
    return edits > maxEdits ? NO_MATCH : edits * EDIT;
  }

  /**
   * Tells whether the given name is a whole tail of the name: {@code HashMap}, {@code Entry},
   * {@code util.Map}.
   */
  private boolean endsWithGiven(String name) {
    int start = name.length() - given.length();
    return start > 0
        && isSeparator(name.charAt(start - 1))
        && name.regionMatches(true, start, given, 0, given.length());
  }

  private static int simpleStart(String name) {
    int i = name.length();
    while (i > 0 && !isSeparator(name.charAt(i - 1))) {
      i--;
    }
    return i;
  }

  private static boolean isSeparator(char c) {
    return c == '.' || c == '$';
  }

  /**
   * Computes the distance between the given name and {@code name} from {@code start} on, or more
   * than the bound.
   */
  private int edits(String name, int start) {
    int width = name.length() - start;
    if (Math.abs(width - lower.length()) > maxEdits) {
      return NO_MATCH;
    }
    reserve(width + 1);
    for (int j = 0; j <= width; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= lower.length(); i++) {
      if (fillRow(name, start, width, i) > maxEdits) {
        return NO_MATCH;
      }
      int[] free = before;
      before = row;
      row = next;
      next = free;
    }
    return row[width];
  }

  /** Computes row {@code i} of the distance matrix and returns its least value. */
  private int fillRow(String name, int start, int width, int i) {
    next[0] = i;
    int least = i;
    for (int j = 1; j <= width; j++) {
      char a = lower.charAt(i - 1);
      char b = name.charAt(start + j - 1);
      int cost = Math.min(Math.min(next[j - 1], row[j]) + 1, row[j - 1] + (a == b ? 0 : 1));
      boolean swapped =
          i > 1 && j > 1 && a == name.charAt(start + j - 2) && b == lower.charAt(i - 2);
      next[j] = swapped ? Math.min(cost, before[j - 2] + 1) : cost;
      least = Math.min(least, next[j]);
    }
    return least;
  }

  private void reserve(int length) {
    if (row.length < length) {
      before = new int[length];
      row = new int[length];
      next = new int[length];
    }
  }
}
