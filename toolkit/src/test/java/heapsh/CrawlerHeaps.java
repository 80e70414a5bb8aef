package heapsh;

import heapsh.live.LiveDump;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The demo's crawler, running, and two dumps of it, some pages apart. */
final class CrawlerHeaps implements AutoCloseable {
  private final CrawlerProcess crawler;
  private final Path directory;

  private CrawlerHeaps(CrawlerProcess crawler, Path directory) {
    this.crawler = crawler;
    this.directory = directory;
  }

  /** Starts it and writes {@code before.hprof} and {@code after.hprof}. */
  static CrawlerHeaps in(Path directory) throws IOException {
    CrawlerHeaps heaps = new CrawlerHeaps(CrawlerProcess.start(), directory);
    boolean done = false;
    try {
      heaps.dump(20, "before.hprof");
      heaps.dump(20, "after.hprof");
      done = true;
      return heaps;
    } finally {
      if (!done) {
        heaps.close();
      }
    }
  }

  private void dump(int pages, String name) throws IOException {
    crawler.crawl(pages);
    try (LiveDump dump = LiveDump.take(crawler.pid(), line -> {})) {
      Files.copy(dump.path(), directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  long pid() {
    return crawler.pid();
  }

  Path before() {
    return directory.resolve("before.hprof");
  }

  Path after() {
    return directory.resolve("after.hprof");
  }

  @Override
  public void close() {
    crawler.close();
  }
}
