package heapsh;

import heapsh.render.SafeText;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a field path or a condition into tokens, and reports what stands where it should not. Not
 * thread-safe.
 */
final class Tokens {
  /** Names the sorts of tokens. */
  enum Sort {
    NAME,
    INTEGER,
    REAL,
    STRING,
    CHAR,
    SYMBOL,
    END
  }

  /**
   * Holds one token.
   *
   * @param text a name, the content of a string, or the symbol itself
   * @param integer the value of an INTEGER
   * @param real the value of a REAL
   * @param start its position in the text, from 0
   * @param quoted whether a name stood in backquotes, so that it is no keyword
   */
  record Token(Sort sort, String text, long integer, double real, int start, boolean quoted) {
    boolean is(String symbol) {
      return sort == Sort.SYMBOL && text.equals(symbol);
    }

    boolean isWord(String word) {
      return sort == Sort.NAME && !quoted && text.equals(word);
    }
  }

  private static final int MAX_LENGTH = 100_000;
  private static final int SHOWN = 60;
  private static final List<String> SYMBOLS =
      List.of(
          "&&", "||", "==", "!=", "<=", ">=", "!~", "<", ">", "!", "~", "(", ")", "[", "]", ".",
          ",", "-", "*");

  private final String source;
  private final List<Token> tokens = new ArrayList<>();
  private int at;
  private int current;

  Tokens(String source) {
    this.source = source;
    if (source.length() > MAX_LENGTH) {
      throw new HeapException(
          "an expression of " + source.length() + " characters is too long; at most " + MAX_LENGTH);
    }
    while (scan()) {}
  }

  /** Returns the token that stands next. */
  Token peek() {
    return tokens.get(current);
  }

  /** Returns the token after the one that stands next. */
  Token peekSecond() {
    return tokens.get(Math.min(current + 1, tokens.size() - 1));
  }

  /** Takes the token that stands next; the end may be taken any number of times. */
  Token take() {
    Token token = peek();
    if (token.sort() != Sort.END) {
      current++;
    }
    return token;
  }

  /** Takes the symbol if it stands next. */
  boolean takeIf(String symbol) {
    boolean found = peek().is(symbol);
    if (found) {
      current++;
    }
    return found;
  }

  /** Takes the word if it stands next. */
  boolean takeWordIf(String word) {
    boolean found = peek().isWord(word);
    if (found) {
      current++;
    }
    return found;
  }

  /** Takes a symbol that must stand next. */
  void expect(String symbol, String expected) {
    if (!takeIf(symbol)) {
      throw unexpected(expected);
    }
  }

  /** Makes the error for the token that stands next. */
  HeapException unexpected(String expected) {
    Token token = peek();
    if (token.sort() == Sort.END) {
      return error(source.length(), "expected " + expected + ", found the end");
    }
    int end = Math.max(token.start() + 1, endOf(token));
    String found = SafeText.of(source.substring(token.start(), end), 30);
    return error(token.start(), "expected " + expected + ", found " + found);
  }

  /** Makes an error that points at a position. */
  HeapException error(int position, String message) {
    return new HeapException(message + ", at character " + (position + 1) + " of " + shown());
  }

  private String shown() {
    return "'" + SafeText.of(source, SHOWN) + "'";
  }

  private int endOf(Token token) {
    int i = tokens.indexOf(token) + 1;
    int end = i < tokens.size() ? tokens.get(i).start() : source.length();
    while (end > token.start() && Character.isWhitespace(source.charAt(end - 1))) {
      end--;
    }
    return end;
  }

  private boolean scan() {
    while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
      at++;
    }
    if (at == source.length()) {
      add(Sort.END, "", at);
      return false;
    }
    char c = source.charAt(at);
    if (c >= '0' && c <= '9') {
      scanNumber();
    } else if (Character.isJavaIdentifierStart(source.codePointAt(at))) {
      scanName();
    } else if (c == '"' || c == '\'') {
      scanQuoted(c);
    } else if (c == '`') {
      scanBackquoted();
    } else {
      scanSymbol();
    }
    return true;
  }

  private void scanName() {
    int start = at;
    while (at < source.length() && Character.isJavaIdentifierPart(source.codePointAt(at))) {
      at += Character.charCount(source.codePointAt(at));
    }
    add(Sort.NAME, source.substring(start, at), start);
  }

  private void scanBackquoted() {
    int start = at;
    int end = source.indexOf('`', start + 1);
    if (end < 0) {
      throw error(start, "a name in backquotes does not end");
    }
    at = end + 1;
    tokens.add(new Token(Sort.NAME, source.substring(start + 1, end), 0, 0, start, true));
  }

  private void scanSymbol() {
    for (String symbol : SYMBOLS) {
      if (source.startsWith(symbol, at)) {
        add(Sort.SYMBOL, symbol, at);
        at += symbol.length();
        return;
      }
    }
    String found = source.substring(at, at + Character.charCount(source.codePointAt(at)));
    throw error(at, "unexpected " + SafeText.of(found, 10) + instead(found));
  }

  private static String instead(String found) {
    return switch (found) {
      case "=" -> " (equal is ==)";
      case "&" -> " (and is &&)";
      case "|" -> " (or is ||)";
      default -> "";
    };
  }

  private void scanQuoted(char quote) {
    int start = at++;
    StringBuilder text = new StringBuilder();
    while (at < source.length() && source.charAt(at) != quote) {
      char c = source.charAt(at++);
      if (c == '\\') {
        scanEscape(start, text);
      } else {
        text.append(c);
      }
    }
    if (at == source.length()) {
      throw error(start, "a string does not end");
    }
    at++;
    // As in Java 'x' is a char; a longer text in single quotes is what SQL calls a string.
    add(quote == '\'' && text.length() == 1 ? Sort.CHAR : Sort.STRING, text.toString(), start);
  }

  /** Reads an escape as in Java; another backslash stays, so that a regex need not double it. */
  private void scanEscape(int start, StringBuilder text) {
    if (at == source.length()) {
      throw error(start, "a string does not end");
    }
    char c = source.charAt(at++);
    switch (c) {
      case 'n' -> text.append('\n');
      case 'r' -> text.append('\r');
      case 't' -> text.append('\t');
      case '"', '\'', '\\' -> text.append(c);
      case 'u' -> text.append(unicode());
      default -> text.append('\\').append(c);
    }
  }

  private char unicode() {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = at < source.length() ? Character.digit(source.charAt(at), 16) : -1;
      if (digit < 0) {
        throw error(at, "expected four hexadecimal digits after \\u");
      }
      code = code << 4 | digit;
      at++;
    }
    return (char) code;
  }

  private void scanNumber() {
    int start = at;
    boolean hex = source.startsWith("0x", at) || source.startsWith("0X", at);
    at += hex ? 2 : 0;
    int digits = at;
    skipDigits(hex);
    boolean real = !hex && skipFraction();
    String text = source.substring(digits, at).replace("_", "");
    char suffix = at < source.length() ? Character.toLowerCase(source.charAt(at)) : 0;
    if (suffix == 'l' && !real || !hex && (suffix == 'f' || suffix == 'd')) {
      real |= suffix != 'l';
      at++;
    }
    if (at < source.length() && Character.isJavaIdentifierPart(source.charAt(at))) {
      throw error(start, "not a number");
    }
    addNumber(text, hex, real, start);
  }

  private void addNumber(String text, boolean hex, boolean real, int start) {
    try {
      if (real) {
        tokens.add(new Token(Sort.REAL, text, 0, Double.parseDouble(text), start, false));
      } else {
        long integer = hex ? Long.parseUnsignedLong(text, 16) : Long.parseLong(text);
        tokens.add(new Token(Sort.INTEGER, text, integer, 0, start, false));
      }
    } catch (NumberFormatException e) {
      throw error(start, "a number is out of the range of a long");
    }
  }

  private void skipDigits(boolean hex) {
    while (at < source.length() && isDigit(source.charAt(at), hex)) {
      at++;
    }
  }

  private static boolean isDigit(char c, boolean hex) {
    return c == '_' || c < 128 && Character.digit(c, hex ? 16 : 10) >= 0;
  }

  /** Skips {@code .5e-3}; a dot that no digit follows is a step of a path. */
  private boolean skipFraction() {
    int start = at;
    if (at + 1 < source.length() && source.charAt(at) == '.' && digitAt(at + 1)) {
      at++;
      skipDigits(false);
    }
    if (at < source.length() && (source.charAt(at) | 0x20) == 'e') {
      int sign = at + 1 < source.length() && "+-".indexOf(source.charAt(at + 1)) >= 0 ? 1 : 0;
      if (digitAt(at + 1 + sign)) {
        at += 1 + sign;
        skipDigits(false);
      }
    }
    return at > start;
  }

  private boolean digitAt(int position) {
    return position < source.length()
        && source.charAt(position) >= '0'
        && source.charAt(position) <= '9';
  }

  private void add(Sort sort, String text, int start) {
    tokens.add(new Token(sort, text, 0, 0, start, false));
  }
}
