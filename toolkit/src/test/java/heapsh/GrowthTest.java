package heapsh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.live.ClassCount;
import heapsh.live.ClassHistogram;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class GrowthTest {
  private final Looks looks = new Looks();
  private int minute;

  @Test
  void theFirstLookIsGrowthFromZero() {
    Growth first = look(row("a.A", 2, 32));

    assertThat(first.rows()).containsExactly(new GrowthRow("a.A", 2, 2, 32, 32));
    assertThat(first.toString()).startsWith("Growth of JVM 1 (a.Main), first look at 10:00:00.\n");
  }

  @Test
  void growthIsOverThePeakNotOverTheLastLook() {
    look(row("saw", 100, 1600));
    look(row("saw", 10, 160));

    Growth back = look(row("saw", 100, 1600));

    assertThat(back.isEmpty()).isTrue();
    assertThat(back).hasToString("No growth since 10:00:00.");
    assertThat(back.sinceLast().rows()).containsExactly(new GrowthRow("saw", 100, 90, 1600, 1440));
    assertThat(look(row("saw", 101, 1616)).rows())
        .containsExactly(new GrowthRow("saw", 101, 1, 1616, 16));
  }

  @Test
  void aClassThatWasAwayKeepsItsPeak() {
    look(row("a", 5, 80));
    look(row("b", 1, 16));

    assertThat(look(row("a", 5, 80)).isEmpty()).isTrue();
    assertThat(look(row("a", 6, 96)).rows()).containsExactly(new GrowthRow("a", 6, 1, 96, 16));
  }

  @Test
  void arraysThatGrowWithoutBeingMoreAreGrowth() {
    look(row("byte[]", 1, 100));

    assertThat(look(row("byte[]", 1, 200)).rows())
        .containsExactly(new GrowthRow("byte[]", 1, 0, 200, 100));
  }

  @Test
  void shrinkageIsShownWhenAskedForTheMostShrunkLast() {
    look(row("gone", 3, 300), row("less", 4, 40), row("more", 1, 10), row("same", 1, 10));
    Growth growth = look(row("less", 3, 30), row("more", 2, 20), row("same", 1, 10));

    assertThat(names(growth)).containsExactly("more");
    assertThat(names(growth.withShrinkage())).containsExactly("more", "less", "gone");
    assertThat(growth.withShrinkage().get(-1)).isEqualTo(new GrowthRow("gone", 0, -3, 0, -300));
  }

  @Test
  void sortsByBytesOrByCount() {
    Growth growth = look(row("few big", 1, 1000), row("many small", 10, 160));

    assertThat(names(growth)).containsExactly("few big", "many small");
    assertThat(names(growth.byCount())).containsExactly("many small", "few big");
    assertThat(names(growth.byCount().byBytes())).containsExactly("few big", "many small");
  }

  @Test
  void classesAreKeptByPattern() {
    Growth growth = look(row("java.util.A", 1, 2), row("java.io.B", 1, 1), row("byte[]", 1, 1));

    assertThat(names(growth.only("java.*"))).containsExactly("java.util.A", "java.io.B");
    assertThat(names(growth.only("java.*").only("*.B"))).containsExactly("java.io.B");
    assertThat(names(growth.only("byte[]"))).containsExactly("byte[]");
    assertThat(growth.only("nothing").isEmpty()).isTrue();
  }

  @Test
  void textIsWithinEightyColumnsAndAThousandCharactersAndPagesMeet() {
    List<ClassCount> many = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      many.add(
          row("com.acme.a.very.long.name.of.a.package.Class" + i, 123456789L, 98765432100L + i));
    }
    Growth page = look(many.toArray(ClassCount[]::new));
    int seen = 0;
    while (true) {
      String text = page.toString();
      assertThat(text).hasSizeLessThanOrEqualTo(1000);
      assertThat(text.lines()).allMatch(line -> line.length() <= 80);
      List<String> rows = text.lines().filter(line -> line.contains("Class")).skip(1).toList();
      assertThat(rows.get(0).strip()).startsWith(seen + " ");
      seen += rows.size();
      if (!text.endsWith("'.more()' to view.>")) {
        break;
      }
      page = page.more();
    }
    assertThat(seen).isEqualTo(25);
    assertThatThrownBy(page::more)
        .isInstanceOf(HeapException.class)
        .hasMessage("no more rows: this growth has 25 rows");
    assertThat(page.all().text().lines()).hasSize(27);
    assertThat(page.top(3).text().lines()).hasSize(6);
  }

  @Test
  void theMainClassIsShortenedFromThePackageSide() {
    String target = "JVM 4711 (com.acme.web.server.of.a.long.name.CrawlerMain)";

    assertThat(looks.add(target, histogram(row("a", 1, 1))).toString().lines().findFirst().get())
        .isEqualTo(
            "Growth of JVM 4711 (c.a.w.s.of.a.long.name.CrawlerMain), first look at 10:00:00.");
  }

  @Test
  void namesAreShownSafely() {
    assertThat(look(row("a\u001b[31m", 1, 1)).toString()).contains("a\\u001b[31m");
  }

  @Test
  void aListComparesItsLastWithThePeakOfTheOthers() {
    Growth growth =
        Growth.of(
            List.of(
                histogram(row("a", 5, 50)),
                histogram(row("a", 3, 30)),
                histogram(row("a", 7, 70))));

    assertThat(growth.rows()).containsExactly(new GrowthRow("a", 7, 2, 70, 20));
    assertThat(growth.sinceLast().rows()).containsExactly(new GrowthRow("a", 7, 4, 70, 40));
    assertThatThrownBy(() -> Growth.of(List.of(histogram(row("a", 5, 50)))))
        .isInstanceOf(HeapException.class)
        .hasMessage(
            "growth needs two histograms at least, an earlier and a later one; there is one");
  }

  @Test
  void aRowThatIsNotThereIsTold() {
    assertThatThrownBy(() -> look(row("a", 1, 1)).get(1))
        .isInstanceOf(HeapException.class)
        .hasMessage("no row 1: this growth has 1 row");
  }

  private Growth look(ClassCount... rows) {
    return looks.add("JVM 1 (a.Main)", histogram(rows));
  }

  private ClassHistogram histogram(ClassCount... rows) {
    Instant time =
        LocalDate.now()
            .atTime(LocalTime.of(10, minute++))
            .atZone(ZoneId.systemDefault())
            .toInstant();
    return ClassHistogram.of(time, true, Arrays.asList(rows));
  }

  private static ClassCount row(String name, long count, long bytes) {
    return new ClassCount(name, count, bytes);
  }

  private static List<String> names(Growth growth) {
    return growth.rows().stream().map(GrowthRow::className).toList();
  }
}
