package heapsh;

import java.io.PrintStream;
import java.util.function.Supplier;

/**
 * Tells the story of a leak hunt on a real program: what is growing, what holds it, by which path,
 * and why. Each query is printed before its answer, as it is typed.
 */
final class Demo {
  private static final int FIRST_PAGES = 20;
  private static final int MORE_PAGES = 135;
  private static final String WRAPPER = "heapsh.demo.DatabaseWrapper";

  /** The crawler of the last story, kept so that a new story can end it. */
  private static CrawlerProcess running;

  private final PrintStream out;

  Demo(PrintStream out) {
    this.out = out;
  }

  /**
   * Starts the crawler, tells the story and returns the heap that it ends with; the crawler goes on
   * until this JVM ends or the story is told again.
   *
   * @throws HeapException when the crawler cannot be started
   */
  Heap tell() {
    CrawlerProcess crawler = startAnew();
    long pid = crawler.pid();
    say(
        """
        A crawler's memory grows until the kernel kills it. Here it is, a JVM of its
        own that has just begun. (Its heap may take 256 MB; it ends with this shell.)
        """);
    crawler.crawl(FIRST_PAGES);
    show("jvms()", Shell::jvms);
    say("We attach, which dumps nothing, and count its classes after " + FIRST_PAGES + " pages.\n");
    Heap hp = attach(pid);
    show("hp.growth().top(3)", () -> hp.growth().top(3));

    crawler.crawl(MORE_PAGES);
    say(MORE_PAGES + " pages later. What has grown?\n");
    show("hp.growth().top(3)", () -> hp.growth().top(3));
    say("byte[] has: text. Who keeps it? That takes the objects, and so a dump.\n");
    show("hp.heap()", hp::heap);
    tellWhy(hp);
    return hp;
  }

  private void tellWhy(Heap hp) {
    say("But whose text? byVia groups these arrays by the relation that refers to them.\n");
    show("hp.heap().get(0).byVia()", () -> hp.heap().get(0).byVia());
    say("Nearly all are values of the key \"sql\" in some map. What keeps them alive?\n");
    show(
        "hp.heap().get(0).byVia().get(0).shpaths()",
        () -> hp.heap().get(0).byVia().get(0).shpaths());
    say("A static registry of connections, and a log of queries. The pattern around it:\n");
    show("hp.heap().get(0).byVia().get(0).rp()", () -> hp.heap().get(0).byVia().get(0).rp());
    say("One DatabaseWrapper holds the log. Let us look into it.\n");
    show("hp.instancesOf(\"" + WRAPPER + "\").theOne()", () -> hp.instancesOf(WRAPPER).theOne());
    say(
        """
        The cause: debug is true, and so the wrapper keeps every SQL statement, pages
        and all. The fix: turn it off.

        hp is still this heap. Vary the lines above, or type recipes().
        """);
  }

  private static synchronized CrawlerProcess startAnew() {
    if (running != null) {
      running.close();
    }
    running = CrawlerProcess.start();
    return running;
  }

  private Heap attach(long pid) {
    prompt("attach(" + pid + ")");
    Heap heap = Shell.attach(pid);
    out.println();
    return heap;
  }

  private void show(String query, Supplier<?> answer) {
    prompt(query);
    out.println(answer.get());
    out.println();
  }

  private void prompt(String query) {
    out.println("jshell> " + query);
  }

  private void say(String text) {
    out.println(text);
  }
}
