package heapsh.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.render.Table.Column;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
  private static final Column COUNT = Column.number("Count", 6);

  @Test
  void alignsNumbersRightAndNamesLeft() {
    Table table = new Table("Name", COUNT, Column.number("%", 3));
    table.row(width -> "first", "12345", "100");
    table.row(width -> "second", "1", "0");

    assertThat(header(table)).isEqualTo(" Count   % Name");
    assertThat(rows(table, 80)).containsExactly(" 12345 100 first", "     1   0 second");
  }

  @Test
  void growsColumnsWithTheirCells() {
    Table table = new Table("Name", COUNT);
    table.row(width -> "a", "123456789");

    assertThat(header(table)).isEqualTo("    Count Name");
    assertThat(rows(table, 80)).containsExactly("123456789 a");
  }

  @Test
  void setsAHeaderInFromItsCells() {
    Table table = new Table("Name", Column.number("Cumulative", 10), new Column("%", 3, 1, true));
    table.row(width -> "a", "1", "98");

    assertThat(header(table)).isEqualTo("Cumulative  % Name");
    assertThat(rows(table, 80)).containsExactly("         1  98 a");
  }

  @Test
  void asksNamesToFitWhatTheColumnsLeave() {
    Table table = new Table("Name", COUNT);
    table.row(width -> "#".repeat(width), "1");

    assertThat(rows(table, 40)).containsExactly("     1 " + "#".repeat(33));
  }

  @Test
  void breaksNamesThatDoNotFit() {
    Table table = new Table("Name", COUNT);
    table.row(width -> "abcdefghijklmnopqrstuvwxyz", "1");

    assertThat(rows(table, 20)).containsExactly("     1 abcdefghijklm\n       nopqrstuvwxyz");
  }

  @Test
  void breaksNamesBehindABlank() {
    Table table = new Table("Name", COUNT);
    table.row(width -> "HashMap$Node of HashMap", "1");

    assertThat(rows(table, 22)).containsExactly("     1 HashMap$Node\n       of HashMap");
  }

  @Test
  void leavesNamesWholeWithoutAWidth() {
    String name = "n".repeat(500);
    Table table = new Table("Name", COUNT);
    table.row(width -> name, "1");

    assertThat(rows(table, 0)).containsExactly("     1 " + name);
  }

  @Test
  void refusesARowOfOtherLength() {
    Table table = new Table("Name", COUNT);

    assertThatThrownBy(() -> table.row(width -> "a", "1", "2"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("cells do not match columns: cells=2 columns=1");
  }

  private static String header(Table table) {
    return TextTable.FORM.lines(table, Page.WIDTH).header().get(0);
  }

  private static List<String> rows(Table table, int width) {
    return TextTable.FORM.lines(table, width).rows();
  }
}
