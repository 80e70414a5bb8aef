package heapsh.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Crawls a made-up web and writes its pages to a made-up database.
 *
 * <p>Reads commands from its input, {@code crawl 155}, and answers each with {@code ready}, the
 * number of statements that the debug log keeps, the bytes of their character arrays and the
 * connection's alias. Ends with its input.
 */
public final class Crawler {
  private static final int WORKERS = 3;
  private static final int SEED = 42;
  private static final int PAGE_CHARS = 737_000;
  private static final int PAGE_SPREAD = 2_000;
  private static final String FILLER =
      "<p>Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod.</p>\n";

  private final PageCache cache = new PageCache();
  private final BlockingQueue<String> frontier = new LinkedBlockingQueue<>();
  private final Random random = new Random(SEED);
  private int pages;

  private Crawler() {}

  /** Runs until the input ends. Takes no arguments. */
  public static void main(String[] args) throws IOException {
    new Crawler().run();
  }

  private void run() throws IOException {
    startWorkers();
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String command = commands.readLine();
    while (command != null) {
      int count = Integer.parseInt(command.replace("crawl ", "").strip());
      for (int i = 0; i < count; i++) {
        crawlNext();
      }
      System.out.println("ready " + Connections.INSTANCE.get("default").truth());
      command = commands.readLine();
    }
  }

  /**
   * Starts threads that wait for addresses; the daemon flag lets the program end while they wait.
   */
  private void startWorkers() {
    for (int i = 0; i < WORKERS; i++) {
      Thread worker = new Thread(this::resolveLinks, "crawler-" + i);
      worker.setDaemon(true);
      worker.start();
    }
  }

  private void resolveLinks() {
    ThreadLocal<StringBuilder> buffer = ThreadLocal.withInitial(StringBuilder::new);
    try {
      while (true) {
        StringBuilder text = buffer.get();
        text.setLength(0);
        text.append(frontier.take()).append("/robots.txt");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void crawlNext() {
    int number = pages++;
    String url = "https://host" + number % 10 + ".example/page/" + number;
    String title = "Page " + number;
    String html = html(title, PAGE_CHARS + random.nextInt(PAGE_SPREAD));
    frontier.add(url);
    cache.add(new PageCache.Page(url, title, html.length()));
    Connections.INSTANCE
        .get("default")
        .execute(
            "INSERT INTO pages (url, title, html) VALUES ('"
                + url
                + "', '"
                + title
                + "', '"
                + html
                + "')");
  }

  private static String html(String title, int chars) {
    StringBuilder html = new StringBuilder(chars + FILLER.length());
    html.append("<html><title>").append(title).append("</title>\n");
    while (html.length() < chars) {
      html.append(FILLER);
    }
    html.setLength(chars);
    return html.toString();
  }
}
