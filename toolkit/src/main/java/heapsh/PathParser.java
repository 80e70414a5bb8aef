package heapsh;

import java.util.ArrayList;
import java.util.List;

/**
 * Parses {@code a.b[3].c} and {@code map["key"].length()} into steps; each step is one turn of a
 * loop.
 */
final class PathParser {
  private static final String STEP = "a field name, [position] or [\"key\"]";

  private final Tokens tokens;
  private final List<Step> steps = new ArrayList<>();

  private PathParser(Tokens tokens) {
    this.tokens = tokens;
  }

  /** Takes a path from where the tokens stand, as far as it goes. */
  static List<Step> parse(Tokens tokens) {
    PathParser parser = new PathParser(tokens);
    parser.parseFirst();
    while (parser.parseNext()) {}
    return List.copyOf(parser.steps);
  }

  private void parseFirst() {
    if (tokens.takeWordIf("this")) {
      return;
    }
    if (tokens.peek().sort() == Tokens.Sort.NAME) {
      parseMember();
    } else if (tokens.takeIf("[")) {
      parseBracket();
    } else {
      throw tokens.unexpected(STEP);
    }
  }

  private boolean parseNext() {
    if (tokens.takeIf(".")) {
      if (tokens.peek().sort() != Tokens.Sort.NAME) {
        throw tokens.unexpected("a field name");
      }
      parseMember();
      return true;
    }
    boolean bracket = tokens.takeIf("[");
    if (bracket) {
      parseBracket();
    }
    return bracket;
  }

  private void parseMember() {
    boolean call = tokens.peekSecond().is("(");
    Tokens.Token name = tokens.take();
    if (!call) {
      steps.add(new FieldStep(name.text()));
      return;
    }
    CallStep step = CallStep.named(name.text());
    if (step == null) {
      throw tokens.error(name.start(), "no function '" + name.text() + "()'" + hint(name.text()));
    }
    tokens.take();
    tokens.expect(")", "')'");
    steps.add(step);
  }

  private static String hint(String name) {
    List<String> calls = CallStep.calls();
    String near = NearMatches.hint(name + "()", calls);
    return near.isEmpty() ? "; there are " + String.join(", ", calls) : near;
  }

  private void parseBracket() {
    boolean minus = tokens.takeIf("-");
    Tokens.Token token = tokens.peek();
    Step step =
        switch (token.sort()) {
          case INTEGER -> new PositionStep(minus ? -token.integer() : token.integer());
          case STRING, CHAR -> minus ? null : KeyStep.of(token.text());
          case NAME -> minus ? null : KeyStep.ofConstant(token.text());
          case SYMBOL -> token.is("*") && !minus ? new AllStep() : null;
          case REAL, END -> null;
        };
    if (step == null) {
      throw tokens.unexpected("a position, a \"key\" or *");
    }
    tokens.take();
    if (token.sort() == Tokens.Sort.NAME && tokens.takeIf(".")) {
      step = parseConstant();
    }
    tokens.expect("]", "']'");
    steps.add(step);
  }

  /**
   * Takes what follows {@code [Color.}: relations print keys that are constants of an enum like
   * this.
   */
  private Step parseConstant() {
    Tokens.Token name = tokens.peek();
    if (name.sort() != Tokens.Sort.NAME) {
      throw tokens.unexpected("the name of a constant");
    }
    tokens.take();
    return KeyStep.ofConstant(name.text());
  }
}
