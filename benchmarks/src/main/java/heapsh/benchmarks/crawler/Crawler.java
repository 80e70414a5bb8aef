package heapsh.benchmarks.crawler;

import java.lang.ref.SoftReference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Builds the crawler's heap below static fields: deterministic for a number of pages. */
public final class Crawler {
  private static final int PAGES_PER_SITE = 500;
  private static final int PAGES_PER_STATEMENT = 4;
  private static final int NEIGHBOURS = 4;
  private static final String[] WORDS = {
    "next", "home", "about", "archive", "comments", "login", "imprint", "search"
  };

  private static final List<Site> SITES = new ArrayList<>();

  private final SplittableRandom random = new SplittableRandom(4711);
  private final List<Page> pages;

  private Crawler(int pages) {
    this.pages = new ArrayList<>(pages);
  }

  /**
   * Fills the heap; everything stays reachable from static fields of this package.
   *
   * @param pages how many pages; each brings about two dozen objects
   */
  public static void fill(int pages) {
    Crawler crawler = new Crawler(pages);
    crawler.fetch(pages);
    crawler.link();
    crawler.meetNeighbours();
  }

  private void fetch(int count) {
    DatabaseWrapper database = Connections.INSTANCE.get("default");
    for (int i = 0; i < count; i++) {
      if (i % PAGES_PER_SITE == 0) {
        SITES.add(new Site("host" + SITES.size() + ".example"));
      }
      Page page = page(SITES.get(SITES.size() - 1), i);
      pages.add(page);
      if (i % PAGES_PER_STATEMENT == 0) {
        database.run(statement(page), random.nextDouble(100));
      }
    }
  }

  private Page page(Site site, int number) {
    String url = "https://" + site.host + "/" + WORDS[number % WORDS.length] + "/" + number;
    byte[] body = new byte[random.nextInt(50, 184)];
    random.nextBytes(body);
    Page page =
        new Page(site, url, random.nextInt(12), body, random.nextLong(), random.nextDouble());
    page.headers.put("etag", "W/" + Long.toHexString(random.nextLong()));
    page.headers.put("content-type", "text/html");
    page.headers.put("last-modified", "2024-01-" + random.nextInt(10, 29) + " #" + number);
    file(page);
    return page;
  }

  private void file(Page page) {
    Site site = page.site;
    int number = site.pages.size();
    site.pages.put(page.url, page);
    site.seen.add(page.url);
    site.pagesPerDepth.merge(page.depth, 1, Integer::sum);
    if (number % 8 == 0) {
      site.frontier.add(page);
      site.watched.add(new WeakReference<>(page));
    }
    if (number % 16 == 0) {
      site.recent.put(page.url, page);
    }
    if (number % 32 == 0) {
      Document document = new Document(page, new int[random.nextInt(8, 40)]);
      site.parsed.put((long) number * 1000, new SoftReference<>(document));
    }
  }

  private String statement(Page page) {
    StringBuilder values = new StringBuilder();
    values.append('\'').append(page.url).append("', ").append(page.depth);
    values.append(", ").append(page.score).append(", ").append(page.fetchedAt);
    return "INSERT INTO pages (url, depth, score, fetched) VALUES (" + values + ")";
  }

  /** Draws links to pages of the whole crawl, so that references jump all over the heap. */
  private void link() {
    for (Page page : pages) {
      int links = random.nextInt(2, 9);
      for (int i = 0; i < links; i++) {
        Page target = pages.get(random.nextInt(pages.size()));
        String text = WORDS[random.nextInt(WORDS.length)];
        page.links.add(new Link(page, target, text, random.nextInt(128, 100_000)));
        target.parent = page;
      }
    }
  }

  private void meetNeighbours() {
    for (Site site : SITES) {
      site.neighbours = new Site[NEIGHBOURS];
      for (int i = 0; i < NEIGHBOURS; i++) {
        site.neighbours[i] = SITES.get(random.nextInt(SITES.size()));
      }
    }
  }
}
