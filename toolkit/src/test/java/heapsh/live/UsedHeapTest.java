package heapsh.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsedHeapTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "G1 17 | 42399 | ' garbage-first heap   total 262144K, used 42399K [0x00000000f0000000)'",
        "G1 25 | 43150 | 'garbage-first heap   total reserved 262144K, committed 262144K, used 43150K ['",
        "Parallel 17 | 24415 | ' PSYoungGen      total 76288K, used 24412K [0x0)\n"
            + "  eden space 65536K, 37% used [0x0)\n ParOldGen       total 175104K, used 3K ['",
        "Serial 17 | 26077 | ' def new generation   total 78656K, used 26076K [0x0)\n"
            + "  eden space 69952K,  37% used [0x0)\n tenured generation   total 1K, used 1K ['",
        "ZGC | 45056 | ' ZHeap           used 44M, capacity 256M, max capacity 256M'",
        "Shenandoah | 21760 | ' 256M max, 256M soft max, 256M committed, 21760K used'",
      })
  void sumsTheGenerationsOfEveryCollector(String name, long kib, String text) {
    String metaspace = "\n Metaspace       used 74K, committed 320K\n  class space    used 3K";

    assertThat(UsedHeap.parse("8509:\n" + text + metaspace)).hasValue(kib << 10);
  }

  @Test
  void unknownTextHasNone() {
    assertThat(UsedHeap.parse("8509:\nMy heap is full\n Metaspace used 74K")).isEmpty();
  }
}
