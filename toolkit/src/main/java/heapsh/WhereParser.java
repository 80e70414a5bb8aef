package heapsh;

import heapsh.hprof.FieldType;
import heapsh.render.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/**
 * Parses a condition by recursive descent; a chain of {@code &&} is a loop, and nesting has a
 * bound.
 */
final class WhereParser {
  private static final int MAX_DEPTH = 200;

  private final Tokens tokens;
  private final List<Operand> operands = new ArrayList<>();
  private int depth;

  WhereParser(String expression) {
    tokens = new Tokens(expression);
  }

  Where parse() {
    Condition condition = parseAny();
    if (tokens.peek().sort() != Tokens.Sort.END) {
      throw tokens.unexpected("a comparison, &&, || or the end");
    }
    return new Where(condition, List.copyOf(operands));
  }

  private Condition parseAny() {
    List<Condition> parts = new ArrayList<>();
    do {
      parts.add(parseAll());
    } while (tokens.takeIf("||") || tokens.takeWordIf("or"));
    return parts.size() == 1 ? parts.get(0) : new Condition.Any(List.copyOf(parts));
  }

  private Condition parseAll() {
    List<Condition> parts = new ArrayList<>();
    do {
      parts.add(parseNot());
    } while (tokens.takeIf("&&") || tokens.takeWordIf("and"));
    return parts.size() == 1 ? parts.get(0) : new Condition.All(List.copyOf(parts));
  }

  private Condition parseNot() {
    boolean negative = false;
    while (tokens.takeIf("!") || tokens.takeWordIf("not")) {
      negative = !negative;
    }
    Condition condition = tokens.peek().is("(") ? parseParentheses() : parseComparison();
    return negative ? new Condition.Not(condition) : condition;
  }

  private Condition parseParentheses() {
    if (++depth > MAX_DEPTH) {
      throw tokens.unexpected("at most " + MAX_DEPTH + " parentheses within each other");
    }
    tokens.take();
    Condition condition = parseAny();
    tokens.expect(")", "')'");
    depth--;
    return condition;
  }

  private Condition parseComparison() {
    Operand left = parseOperand();
    Condition.Operator operator = Condition.Operator.of(tokens.peek().text());
    if (operator != null && tokens.peek().sort() == Tokens.Sort.SYMBOL) {
      tokens.take();
      return new Condition.Comparison(left, operator, parseOperand());
    }
    if (tokens.takeIf("~")) {
      return parsePattern(left);
    }
    if (tokens.takeIf("!~")) {
      return new Condition.Not(parsePattern(left));
    }
    if (tokens.takeWordIf("in")) {
      return parseChoices(left);
    }
    if (tokens.peek().isWord("not") && tokens.peekSecond().isWord("in")) {
      tokens.take();
      tokens.take();
      return new Condition.Not(parseChoices(left));
    }
    return truth(left);
  }

  private Condition truth(Operand operand) {
    if (operand.isLiteral() && !operand.literal().is(Value.Kind.BOOLEAN)) {
      throw tokens.unexpected("a comparison");
    }
    return new Condition.Truth(operand);
  }

  private Condition parsePattern(Operand left) {
    Tokens.Token regex = tokens.peek();
    if (regex.sort() != Tokens.Sort.STRING && regex.sort() != Tokens.Sort.CHAR) {
      throw tokens.unexpected("a regular expression in quotes");
    }
    tokens.take();
    try {
      return new Condition.Found(left, TextPattern.of(regex.text()));
    } catch (PatternSyntaxException e) {
      throw tokens.error(regex.start(), "not a regular expression: " + e.getDescription());
    }
  }

  private Condition parseChoices(Operand left) {
    tokens.expect("(", "'(' after in");
    List<Operand> choices = new ArrayList<>();
    do {
      choices.add(parseChoice());
    } while (tokens.takeIf(","));
    tokens.expect(")", "',' or ')'");
    int longest =
        choices.stream()
            .filter(choice -> choice.literal().is(Value.Kind.TEXT))
            .mapToInt(choice -> choice.literal().text().length())
            .max()
            .orElse(1);
    return new Condition.Membership(left, List.copyOf(choices), longest);
  }

  private Operand parseChoice() {
    Operand choice = parseLiteral();
    if (choice == null) {
      throw tokens.unexpected("a number, a string, true, false or null");
    }
    return choice;
  }

  private Operand parseOperand() {
    Operand operand = parseLiteral();
    if (operand == null) {
      Tokens.Token token = tokens.peek();
      if (token.sort() != Tokens.Sort.NAME && !token.is("[") || isKeyword(token)) {
        throw tokens.unexpected("a field, a number, a string, true, false or null");
      }
      operand = Operand.ofPath(PathParser.parse(tokens));
      operands.add(operand);
    }
    return operand;
  }

  private static boolean isKeyword(Tokens.Token token) {
    return token.isWord("in") || token.isWord("and") || token.isWord("or");
  }

  /** Takes a literal if one stands next, otherwise gives null. */
  private Operand parseLiteral() {
    if (tokens.peek().is("-")) {
      return parseNegative();
    }
    Tokens.Token token = tokens.peek();
    Value value = valueOf(token);
    if (value == null) {
      return null;
    }
    tokens.take();
    boolean quoted = token.sort() == Tokens.Sort.STRING || token.sort() == Tokens.Sort.CHAR;
    return Operand.ofLiteral(quoted ? SafeText.quote(token.text(), 50) : token.text(), value);
  }

  private Operand parseNegative() {
    tokens.take();
    Tokens.Token token = tokens.peek();
    Value value =
        switch (token.sort()) {
          case INTEGER -> Value.of(FieldType.LONG, -token.integer());
          case REAL -> Value.of(FieldType.DOUBLE, Double.doubleToRawLongBits(-token.real()));
          case NAME, STRING, CHAR, SYMBOL, END -> throw tokens.unexpected("a number");
        };
    tokens.take();
    return Operand.ofLiteral('-' + token.text(), value);
  }

  private static Value valueOf(Tokens.Token token) {
    return switch (token.sort()) {
      case INTEGER -> Value.of(FieldType.LONG, token.integer());
      case REAL -> Value.of(FieldType.DOUBLE, Double.doubleToRawLongBits(token.real()));
      case STRING -> Value.ofText(token.text());
      case CHAR -> Value.of(FieldType.CHAR, token.text().charAt(0));
      case NAME -> valueOfWord(token);
      case SYMBOL, END -> null;
    };
  }

  private static Value valueOfWord(Tokens.Token token) {
    if (token.isWord("true") || token.isWord("false")) {
      return Value.of(FieldType.BOOLEAN, token.isWord("true") ? 1 : 0);
    }
    return token.isWord("null") ? Value.ofNull() : null;
  }
}
