package heapsh;

import static org.assertj.core.api.Assertions.assertThat;

import heapsh.fixtures.Jdks;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares two dumps of the demo's crawler with what the crawler says of itself. */
class CrawlerGrowthTest {
  private static final int BEFORE = 3;
  private static final int BETWEEN = 20;
  private static final String HELD_BY = "static heapsh.demo.Connections.INSTANCE";

  @TempDir Path directory;

  @Test
  void namesTheHolderAndTheGainToTheByte() throws Exception {
    try (CrawlerProcess crawler = CrawlerProcess.start()) {
      Truth before = Truth.of(crawler.crawl(BEFORE));
      Path first = dump(crawler, "first.hprof");
      Truth after = Truth.of(crawler.crawl(BETWEEN));
      Path second = dump(crawler, "second.hprof");
      assertThat(after.statements() - before.statements()).isEqualTo(BETWEEN);

      Growth growth = Growth.over(first, second);
      try (Heap newest = growth.newest()) {
        PathGrowth.Row holder = growth.byHolder().get(0);
        assertThat(holder.steps()).containsExactly("[\"sql\"] under " + HELD_BY);
        PathGrowth.Row texts = growth.byShape().only("byte[]").get(0);
        assertThat(texts.steps())
            .containsExactly(
                HELD_BY, ".connections[\"default\"]", ".queriesLog[*]", "[\"sql\"]", ".value");
        assertThat(texts.countChange()).isEqualTo(BETWEEN);
        assertThat(texts.bytesChange()).isEqualTo(after.bytes() - before.bytes());
        assertThat(texts.objects().count()).isEqualTo(BEFORE + BETWEEN);
        assertThat(texts.objects().heap()).isSameAs(newest);
      }
    }
  }

  private Path dump(CrawlerProcess crawler, String name) throws IOException, InterruptedException {
    Path file = directory.resolve(name);
    Process jcmd =
        new ProcessBuilder(
                Jdks.running().tool("jcmd"), crawler.pid() + "", "GC.heap_dump", file.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertThat(jcmd.waitFor()).isZero();
    return file;
  }

  /** Holds what the crawler says: its statements, and the bytes of their characters' arrays. */
  private record Truth(int statements, long bytes) {
    static Truth of(String answer) {
      String[] words = answer.split(" ");
      return new Truth(Integer.parseInt(words[1]), Long.parseLong(words[2]));
    }
  }
}
