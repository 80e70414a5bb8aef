package heapsh.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.render.TextTable.Column;
import org.junit.jupiter.api.Test;

class TextTableTest {
  private static final Column COUNT = new Column("Count", 6);

  @Test
  void alignsNumbersRightAndNamesLeft() {
    TextTable table = new TextTable("Name", COUNT, new Column("%", 3));
    table.row(width -> "first", "12345", "100");
    table.row(width -> "second", "1", "0");

    assertThat(table.header()).isEqualTo(" Count   % Name");
    assertThat(table.rows(80)).containsExactly(" 12345 100 first", "     1   0 second");
  }

  @Test
  void growsColumnsWithTheirCells() {
    TextTable table = new TextTable("Name", COUNT);
    table.row(width -> "a", "123456789");

    assertThat(table.header()).isEqualTo("    Count Name");
    assertThat(table.rows(80)).containsExactly("123456789 a");
  }

  @Test
  void setsAHeaderInFromItsCells() {
    TextTable table = new TextTable("Name", new Column("Cumulative", 10), new Column("%", 3, 1));
    table.row(width -> "a", "1", "98");

    assertThat(table.header()).isEqualTo("Cumulative  % Name");
    assertThat(table.rows(80)).containsExactly("         1  98 a");
  }

  @Test
  void asksNamesToFitWhatTheColumnsLeave() {
    TextTable table = new TextTable("Name", COUNT);
    table.row(width -> "#".repeat(width), "1");

    assertThat(table.rows(40)).containsExactly("     1 " + "#".repeat(33));
  }

  @Test
  void breaksNamesThatDoNotFit() {
    TextTable table = new TextTable("Name", COUNT);
    table.row(width -> "abcdefghijklmnopqrstuvwxyz", "1");

    assertThat(table.rows(20)).containsExactly("     1 abcdefghijklm\n       nopqrstuvwxyz");
  }

  @Test
  void breaksNamesBehindABlank() {
    TextTable table = new TextTable("Name", COUNT);
    table.row(width -> "HashMap$Node of HashMap", "1");

    assertThat(table.rows(22)).containsExactly("     1 HashMap$Node\n       of HashMap");
  }

  @Test
  void leavesNamesWholeWithoutAWidth() {
    String name = "n".repeat(500);
    TextTable table = new TextTable("Name", COUNT);
    table.row(width -> name, "1");

    assertThat(table.rows(0)).containsExactly("     1 " + name);
  }

  @Test
  void refusesARowOfOtherLength() {
    TextTable table = new TextTable("Name", COUNT);

    assertThatThrownBy(() -> table.row(width -> "a", "1", "2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cells do not match columns: cells=2 columns=1");
  }
}
