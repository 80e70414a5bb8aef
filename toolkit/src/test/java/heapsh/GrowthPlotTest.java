package heapsh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.live.ClassCount;
import heapsh.live.ClassHistogram;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GrowthPlotTest {
  private static ClassHistogram look(int number) {
    return ClassHistogram.of(
        Instant.ofEpochSecond(1_700_000_000L + number),
        true,
        List.of(
            new ClassCount("a.Grown", 1 + number, 16L * (1 + number)),
            new ClassCount("a.Same", 1, 16)));
  }

  @Test
  void drawsALineForEachRowThatGrew() {
    Plot plot = Growth.of(List.of(look(0), look(1), look(2))).plot();

    assertThat(plot.toString()).startsWith("Bytes by class in ").contains(": 1 line of 3 points");
    assertThat(plot.mime().get("image/svg+xml")).contains("a.Grown").doesNotContain("a.Same");
  }

  @Test
  void aTrackerDrawsAllItsLooks() {
    AtomicInteger number = new AtomicInteger();
    Tracker tracker = new Tracker("test", () -> look(number.getAndIncrement()));
    assertThatThrownBy(tracker::plot).hasMessageStartingWith("one look makes no line");
    tracker.diff();
    tracker.mark("here");

    assertThat(tracker.plot().toString()).contains(": 1 line of 3 points");
  }

  @Test
  void aThousandLooksKeepTheFirstAndTheLast() {
    List<ClassHistogram> looks = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      looks.add(look(i));
    }
    String text = Growth.of(looks).plot().toString();

    assertThat(text).containsPattern("from 2023-11-1. ..:13:20 to 2023-11-1. ..:29:59");
    int points = Integer.parseInt(text.replaceAll("(?s).*1 line of (\\d+) points.*", "$1"));
    assertThat(points).isBetween(50, 100);
  }

  @Test
  void whereNothingGrewThereIsNothingToDraw() {
    assertThatThrownBy(() -> Growth.of(List.of(look(0), look(0))).plot())
        .hasMessage("there is nothing to draw: no class changed");
  }
}
