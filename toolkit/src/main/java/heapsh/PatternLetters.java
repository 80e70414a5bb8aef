package heapsh;

import java.util.ArrayList;
import java.util.List;

/**
 * Names the rows of a reference pattern: a letter for each level, by the position among the
 * children. Three or more equal letters are one and their number: {@code a}, {@code aa}, {@code
 * a3}, {@code a4b}; the top is {@code _}. After {@code z} come {@code A} to {@code Z}, then {@code
 * {52}} and so on.
 */
final class PatternLetters {
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  private static final int MOST_LEVELS = 1 << 20;

  private PatternLetters() {}

  /** Returns the name of the row at these positions, top first. */
  static String of(int[] positions) {
    if (positions.length == 0) {
      return "_";
    }
    StringBuilder name = new StringBuilder();
    for (int i = 0; i < positions.length; ) {
      int same = i;
      while (same < positions.length && positions[same] == positions[i]) {
        same++;
      }
      String letter = letter(positions[i]);
      name.append(same - i > 2 ? letter + (same - i) : letter.repeat(same - i));
      i = same;
    }
    return name.toString();
  }

  private static String letter(int position) {
    return position < LETTERS.length()
        ? LETTERS.substring(position, position + 1)
        : "{" + position + "}";
  }

  /** Returns the positions that a name means, or null when it is no name of a row. */
  static int[] parse(String name) {
    List<Integer> positions = new ArrayList<>();
    int at = name.equals("_") ? 1 : 0;
    while (at < name.length()) {
      int end = letterEnd(name, at);
      int position = position(name.substring(at, end));
      int digits = end;
      while (digits < name.length() && Character.isDigit(name.charAt(digits))) {
        digits++;
      }
      int times = digits == end ? 1 : number(name.substring(end, digits));
      if (position < 0 || times < 1 || times + positions.size() > MOST_LEVELS) {
        return null;
      }
      for (int i = 0; i < times; i++) {
        positions.add(position);
      }
      at = digits;
    }
    return name.isEmpty() ? null : positions.stream().mapToInt(Integer::intValue).toArray();
  }

  private static int letterEnd(String name, int at) {
    int close = name.charAt(at) == '{' ? name.indexOf('}', at) : at;
    return close < 0 ? name.length() : close + 1;
  }

  private static int position(String letter) {
    boolean isNumber = letter.length() > 2 && letter.startsWith("{") && letter.endsWith("}");
    return isNumber ? number(letter.substring(1, letter.length() - 1)) : LETTERS.indexOf(letter);
  }

  private static int number(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
