package heapsh;

import static org.assertj.core.api.Assertions.assertThat;

import heapsh.live.LiveJvm;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class JvmTableTest {
  private static final LiveJvm CRAWLER = new LiveJvm(4711, "crawler.Main", "17.0.15", "ann");

  @Test
  void showsPidJdkUserAndMainClass() {
    assertThat(new JvmTable(List.of(CRAWLER)))
        .hasToString(
            "     Pid  JDK         User        Main class\n"
                + "    4711  17.0.15     ann         crawler.Main");
  }

  @Test
  void whatIsUnknownIsSaid() {
    assertThat(new JvmTable(List.of(new LiveJvm(1, "", "", ""))).toString())
        .endsWith("       1  ?           ?           ?");
  }

  @Test
  void hostileNamesAreEscaped() {
    LiveJvm hostile = new LiveJvm(1, "\u001b[31mred", "17\n", "ann");

    assertThat(new JvmTable(List.of(hostile)).toString())
        .hasLineCount(2)
        .doesNotContain("\u001b")
        .contains("\\u001b[31mred");
  }

  @Test
  void staysWithinWhatAShellDisplays() {
    LiveJvm wide =
        new LiveJvm(1234567, "a".repeat(300) + ".Main", "17.0.15-internal", "u".repeat(40));
    String table = new JvmTable(Collections.nCopies(50, wide)).toString();

    assertThat(table).hasSizeLessThanOrEqualTo(1000).contains(" more. Type 'p(jvms())' to view.>");
    assertThat(table.lines()).allMatch(line -> line.length() <= 80);
  }
}
