package heapsh.render;

import static org.assertj.core.api.Assertions.assertThat;

import heapsh.render.Table.Column;
import java.util.List;
import org.junit.jupiter.api.Test;

class HtmlTest {
  @Test
  void escapesWhatHtmlMeansAndWhatATerminalWould() {
    assertThat(Html.escape("<b a=\"1\" c='2'>&\u001b[m\udc00\u202e"))
        .isEqualTo("&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;\\u001b[m\\udc00\\u202e");
  }

  @Test
  void cutsLongTextWithoutTearingAPair() {
    String text = Html.escape("x".repeat(Html.LONGEST_TEXT - 4) + "\ud83d\ude00".repeat(1000));

    assertThat(text).hasSize(Html.LONGEST_TEXT - 1).endsWith("x...");
  }

  @Test
  void alignsNumbersAndSaysWhatToType() {
    Table table = new Table("Class", Column.number("Index", 6), Column.words("State", 5));
    table.row(width -> "a.B", "0", "x").hint(".get(0)");
    String html = Html.of(Page.of(List.of("One."), table).after(7));

    assertThat(html)
        .contains("text-align:right;white-space:nowrap\"><code>.get(0)</code></td>")
        .contains("text-align:left;white-space:nowrap\">x</td>")
        .contains("&lt;7 more rows. Type e.g. &#39;.more()&#39; to view.&gt;")
        .doesNotContain("<details");
  }

  @Test
  void rowsBelowOthersFold() {
    Table table = new Table("Name").openLevels(2);
    table.row(width -> "a");
    table.row(width -> "b").depth(1);
    table.row(width -> "c").depth(2);
    table.row(width -> "d").depth(1);
    table.row(width -> "e");
    String shape =
        Html.of(Page.of(List.of(), table))
            .replaceAll("<(/?)(details)( open)?[^>]*>", "{$1$3}")
            .replaceAll("(?s)<[^>]*>", "")
            .replaceAll("\\s+", "");

    assertThat(shape).isEqualTo("Name{open}a{}bc{/}d{/}e");
  }

  @Test
  void aPageThatBeginsWithinATreeIsStillWellFormed() {
    Table table = new Table("Name");
    table.row(width -> "deep").depth(5);
    table.row(width -> "up").depth(2);
    table.row(width -> "below").depth(3);
    String html = Html.of(Page.of(List.of(), table));

    assertThat(html.split("<details", -1)).hasSameSizeAs(html.split("</details", -1));
  }

  @Test
  void hasNoColoursOfTextOrPaper() {
    Table table = new Table("Class", Column.number("Index", 6));
    table.row(width -> "a.B", "0");

    assertThat(Html.of(Page.of(List.of("One."), table)))
        .doesNotContain("background", ";color:", "\"color:", "#fff", "white;", "black");
  }
}
