package heapsh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldPathSyntaxTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "a.b[3].c",
        "a[-1]",
        "connections[\"default\"].queriesLog[0][\"sql\"]",
        "[3]",
        "[\"key\"].length",
        "this$0.val$x",
        "log[*].sql[*]",
        "`<resolved references>`.x",
        "a.size()"
      })
  void printsAsItWasWritten(String path) {
    assertThat(FieldPath.text(PathParser.parse(new Tokens(path)))).isEqualTo(path.replace("`", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "a.|3|expected a field name, found the end",
        "a[|3|expected a position",
        "a[1|4|expected ']', found the end",
        "a b|3|expected '.', '[' or the end, found b",
        ".a|1|expected a field name, [position] or [\"key\"], found .",
        "a[1.5]|3|expected a position",
        "a[-\"x\"]|4|expected a position",
        "a.size(|8|expected ')', found the end",
        "a.sizes()|3|no function 'sizes()'; did you mean 'size()'?"
      })
  void pointsAtWhatDoesNotFit(String path, int character, String message) {
    assertThatThrownBy(() -> FieldPath.parse(path))
        .isInstanceOf(HeapException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("at character " + character + " of '");
  }

  @Test
  void boundsTheFanOuts() {
    assertThatThrownBy(() -> FieldPath.parse("a" + "[*]".repeat(9)))
        .isInstanceOf(HeapException.class)
        .hasMessageContaining("at most 8 [*]");
  }
}
