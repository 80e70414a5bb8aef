package heapsh.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HistogramSeriesTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private final HistogramSeries series = new HistogramSeries();

  @Test
  void givesBackWhatWasSeen() {
    Random random = new Random(7);
    Map<String, List<Long>> expected = new HashMap<>();
    for (int look = 0; look < 100; look++) {
      List<ClassCount> rows = new ArrayList<>();
      for (int c = 0; c < 50; c++) {
        long count = random.nextInt(4) == 0 ? 0 : random.nextInt(1_000_000);
        if (count > 0) {
          rows.add(new ClassCount("C" + c, count, count * 24));
        }
        expected.computeIfAbsent("C" + c, n -> new ArrayList<>()).add(count * 24);
      }
      series.add(ClassHistogram.of(START.plusSeconds(look), true, rows));
    }

    assertThat(series.looks()).hasSize(100);
    expected.forEach(
        (name, bytes) -> assertThat(series.bytes(name, 0)).containsExactly(array(bytes)));
    assertThat(series.last("C3").bytes()).isEqualTo(expected.get("C3").get(99));
    assertThat(series.bytes("C3", 90)).containsExactly(array(expected.get("C3").subList(90, 100)));
  }

  @Test
  void aClassThatIsNotThereHasNothing() {
    series.add(look(0, 1));

    assertThat(series.bytes("No", 0)).containsExactly(0);
    assertThat(series.last("No")).isEqualTo(new ClassCount("No", 0, 0));
  }

  @Test
  void oldLooksBecomeOneAndNewOnesStay() {
    int all = 5000;
    for (int i = 0; i < all; i++) {
      series.add(look(i, 1_000 + i + (i % 2) * 500));
    }

    List<HistogramSeries.Look> looks = series.looks();
    long[] bytes = series.bytes("A", 0);
    assertThat(looks.size()).isBetween(300, HistogramSeries.MOST_LOOKS);
    assertThat(looks.stream().mapToInt(HistogramSeries.Look::looks).sum()).isEqualTo(all);
    assertThat(series.looksTaken()).isEqualTo(all);
    for (int i = 0; i < 100; i++) {
      int at = all - 1 - i;
      assertThat(looks.get(looks.size() - 1 - i).looks()).isEqualTo(1);
      assertThat(bytes[bytes.length - 1 - i]).isEqualTo(1_000 + at + (at % 2) * 500);
    }
    assertThat(looks.get(0).looks()).isLessThanOrEqualTo(64);
    assertThat(bytes[0]).isEqualTo(1_000); // the lower of those that became one
    assertThat(bytes).hasSize(looks.size());
    assertThat(Arrays.copyOf(bytes, 100)).isSorted();
  }

  @Test
  void looksBeforeAndAfterARestartStayApart() {
    for (int i = 0; i < 700; i++) {
      series.add(look(i, 1_000_000 + i));
    }
    series.restart();
    for (int i = 700; i < 1100; i++) {
      series.add(look(i, i));
    }

    int start = series.startOfRun();
    assertThat(series.looks().get(start).isFirstOfRun()).isTrue();
    assertThat(series.bytes("A", start)[0]).isEqualTo(700);
    assertThat(series.bytes("A", start - 1)[0]).isGreaterThanOrEqualTo(1_000_000);
  }

  @Test
  void classesThatAreGoneForLongAreForgotten() {
    for (int i = 0; i < 10_000; i++) {
      series.add(
          ClassHistogram.of(
              START.plusSeconds(i),
              true,
              List.of(new ClassCount("A", 1, 16), new ClassCount("Lambda" + i, 1, 16))));
    }

    assertThat(series.classCount()).isLessThan(4_000);
    assertThat(series.bytes("A", 0)).containsOnly(16);
  }

  @Test
  void visitsWhatGrewOnly() {
    for (int i = 0; i < 30; i++) {
      series.add(
          ClassHistogram.of(
              START.plusSeconds(i),
              true,
              List.of(
                  new ClassCount("Grows", 1, 100 + i),
                  new ClassCount("Shrinks", 1, 100 - i),
                  new ClassCount("Stays", 1, 100))));
    }
    List<String> visited = new ArrayList<>();

    int changed = series.forEachGrown(0, (name, bytes) -> visited.add(name + bytes.length));

    assertThat(visited).containsExactly("Grows30");
    assertThat(changed).isEqualTo(2);
  }

  private static ClassHistogram look(int second, long bytes) {
    return ClassHistogram.of(
        START.plusSeconds(second), true, List.of(new ClassCount("A", 1, bytes)));
  }

  private static long[] array(List<Long> values) {
    return values.stream().mapToLong(Long::longValue).toArray();
  }
}
