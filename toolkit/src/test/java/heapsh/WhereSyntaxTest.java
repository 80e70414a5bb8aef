package heapsh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WhereSyntaxTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "count > 50",
        "name == \"main\" && size() >= 100",
        "!flag",
        "not not flag or false",
        "parent.name != null",
        "state in (1, 2)",
        "state not in ('A', \"BC\", null)",
        "url ~ \"http.*\"",
        "url !~ '^x\\d+'",
        "((a == 1))",
        "length > 3",
        "[0] == -1.5e3",
        "this[\"key\"].x[-1] == 0xFFl",
        "a==1&&b==2||c==3",
        "`odd name` == 1_000_000L",
        "map[Color.RED] != null",
        "this == next"
      })
  void takes(String condition) {
    assertThatCode(() -> Where.parse(condition)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '@',
      quoteCharacter = '\u0001',
      value = {
        "count >> 5@8@expected a field, a number, a string, true, false or null, found >",
        "count >@8@found the end",
        "count = 5@7@unexpected = (equal is ==)",
        "a & b@3@(and is &&)",
        "a | b@3@(or is ||)",
        "(a == 1@8@expected ')', found the end",
        "a == 1)@7@expected a comparison, &&, || or the end, found )",
        "a in 1@6@expected '(' after in, found 1",
        "a in (1 2)@9@expected ',' or ')', found 2",
        "a == \"x@6@a string does not end",
        "a == `x@6@a name in backquotes does not end",
        "a == 12x@6@not a number",
        "a == 99999999999999999999@6@out of the range of a long",
        "a ~ b@5@expected a regular expression in quotes, found b",
        "a ~ \"(\"@5@not a regular expression: Unclosed group",
        "5@2@expected a comparison, found the end",
        "lenght() > 5@1@no function 'lenght()'; did you mean 'length()'?",
        "frob() > 5@1@no function 'frob()'; there are id(), className()",
        "a. == 5@4@expected a field name, found ==",
        "a[x@4@expected ']', found the end",
        "a[] == 5@3@expected a position, a \"key\" or *, found ]",
        "a == \"\\u12\"@11@four hexadecimal digits",
        "a == 1 b == 2@8@found b",
        "@1@found the end"
      })
  void pointsAtWhatDoesNotFit(String condition, int character, String message) {
    String text = condition == null ? "" : condition;
    assertThatThrownBy(() -> Where.parse(text))
        .isInstanceOf(HeapException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("at character " + character + " of '");
  }

  @Test
  void nestsAsDeepAsAUserWouldAndNoDeeper() {
    assertThatCode(() -> Where.parse("(".repeat(200) + "a == 1" + ")".repeat(200)))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> Where.parse("(".repeat(50_000)))
        .isInstanceOf(HeapException.class)
        .hasMessageContaining("at most 200 parentheses");
  }

  @Test
  void takesLongChainsWithoutDepth() {
    assertThatCode(() -> Where.parse("a == 1" + " && a == 1".repeat(9_000)))
        .doesNotThrowAnyException();
    assertThatCode(() -> Where.parse("!".repeat(50_000) + "a")).doesNotThrowAnyException();
    assertThatCode(() -> Where.parse("a" + ".a".repeat(49_000) + " == 1"))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> Where.parse(" ".repeat(200_000)))
        .hasMessageContaining("too long; at most 100000");
  }

  @Test
  void showsAnExpressionSafelyOnOneLine() {
    assertThatThrownBy(() -> Where.parse("a == \u001b[31m\n"))
        .hasMessageContaining("\\u001b")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\u001b", "\n"));
  }

  @Test
  void answersGarbageOnlyWithItsOwnException() {
    String alphabet = "ab .0x5\"'`[](),&|!=<>~-*\\u_$innotand";
    Random random = new Random(1);
    int refused = 0;
    for (int round = 0; round < 50_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(12); i >= 0; i--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      try {
        Where.parse(text.toString());
      } catch (HeapException e) {
        refused++;
        assertThat(e.getMessage()).matches("(?s).*at character \\d+ of '.*'");
      }
    }
    assertThat(refused).isBetween(10_000, 49_999);
  }
}
