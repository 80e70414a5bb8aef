package heapsh;

import static org.assertj.core.api.Assertions.assertThat;

import heapsh.live.HistogramSeries;
import heapsh.live.SyntheticDay;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Measures with a dump of this very JVM what a day of looks keeps alive. */
@Tag("engineless")
class WatchMemoryTest {
  private static final long LIMIT = 40L << 20;

  @Test
  void aDayOfTenThousandChangingClassesStaysWellUnder64Mib() {
    HistogramSeries series = SyntheticDay.of(10_000, 8_640);

    assertThat(series.looksTaken()).isEqualTo(8_640);
    assertThat(series.classCount()).isEqualTo(10_000);
    assertThat(series.looks()).hasSizeBetween(100, 512);
    try (Heap hp = Heap.attach(ProcessHandle.current().pid())) {
      long retained = hp.instancesOf(HistogramSeries.class.getName()).retainedSize();
      assertThat(retained).as("retained bytes").isBetween(1L << 20, LIMIT);
    }
    assertThat(Suspects.of(series, -1).rows()).extracting(Suspect::className).contains("leak.C7");
  }
}
