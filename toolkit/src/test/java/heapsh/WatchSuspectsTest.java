package heapsh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engineless")
class WatchSuspectsTest extends ScriptedWatch {
  @Test
  void theLeakIsFirstAndSawtoothPlateauAndNoiseAreNotInIt() {
    Random random = new Random(3);
    jvm.has("com.acme.Leak", i -> 20 * MIB + i * MIB / 4)
        .has("com.acme.Bumpy", i -> 20 * MIB + i * MIB / 8 + random.nextInt((int) (4 * MIB)))
        .has("com.acme.Cache", i -> (i % 37) * 4 * MIB)
        .has("com.acme.SlowCache", i -> (i % 150) * 4 * MIB)
        .has("com.acme.Warm", i -> Math.min(i, 120) * MIB)
        .has("com.acme.Noise", i -> 500 * MIB + random.nextInt((int) (100 * MIB)))
        .has("com.acme.Still", i -> 900 * MIB)
        .has("com.acme.Shrinks", i -> 900 * MIB - i * MIB)
        .maxHeap(8L << 30);
    Watch watch = watch();
    timer.next(400);

    Suspects suspects = watch.suspects();
    assertThat(suspects.rows())
        .extracting(Suspect::className)
        .containsExactly("com.acme.Leak", "com.acme.Bumpy");
    Suspect leak = suspects.rows().get(0);
    assertThat(leak.slopePerHour()).isCloseTo(90.0 * MIB, within(0.5 * MIB));
    assertThat(leak.steadiness()).isEqualTo(1);
    assertThat(leak.hoursUntilFull()).isBetween(50.0, 91.0);
    assertThat(suspects.toString())
        .startsWith("2 suspects of 7 classes that changed; 400 looks in ");
    assertThat(suspects.toString().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void theTimeUntilTheHeapIsFullNeedsItsSize() {
    jvm.has("Leak", i -> 10 * MIB + i * MIB);
    Watch watch = watch();
    timer.next(30);

    assertThat(watch.suspects().rows().get(0).hoursUntilFull()).isNaN();
    assertThat(watch.suspects().toString())
        .isEqualTo(
            """
            1 suspect of 1 class that changed; 30 looks in 4 min 50 s.
            Live objects: 39.0 MiB; growth 360.0 MiB/h.
             Index      Bytes    Growth/h Steady      p Heap full Class
                 0   39.0 MiB  +360.0 MiB   1.00 <.0001         ? Leak""");
  }

  @Test
  void theTimeUntilTheHeapIsFullIsTold() {
    jvm.has("Leak", i -> 10 * MIB + i * MIB).maxHeap(400 * MIB);
    Watch watch = watch();
    timer.next(31);

    assertThat(watch.suspects().toString())
        .contains("Live objects: 40.0 MiB of at most 400.0 MiB; growth 360.0 MiB/h: full in 1 h.");
    assertThat(watch.suspects().rows().get(0).hoursUntilFull()).isCloseTo(1, within(1e-6));
  }

  @Test
  void aMonthOfLooksStaysSmallAndKeepsItsSuspects() {
    jvm.has("Leak", i -> 10 * MIB + i * 100L).has("Cache", i -> (i % 3000) * 1000L);
    Watch watch = watch();
    timer.next(30_000);

    assertThat(watch.suspects().rows()).extracting(Suspect::className).containsExactly("Leak");
    assertThat(watch.suspects().rows().get(0).slopePerHour()).isCloseTo(36_000, within(400.0));
  }
}
