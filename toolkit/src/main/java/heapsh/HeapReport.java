package heapsh;

import heapsh.render.Html;
import heapsh.render.HtmlDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Writes the page that tells people who do not run Java what matters about a heap: what it is, what
 * fills it, who holds that, what keeps the most alive, its threads. A part that cannot be had says
 * why, and the others stand.
 */
final class HeapReport {
  /** So many of the biggest classes are looked into. */
  private static final int CLASSES = 3;

  /** A class that has less of the heap than this is no matter. */
  private static final double LEAST_SHARE = 0.05;

  private static final String HEADING = "font-size:1.15em;margin:2em 0 0.4em 0";
  private static final String PLAIN = "margin:0.3em 0;max-width:60em;line-height:1.45";

  private final Heap heap;
  private final List<String> body = new ArrayList<>();

  private HeapReport(Heap heap) {
    this.heap = heap;
  }

  /** Returns the page; {@code growth} may be null. */
  static String of(Heap heap, Growth growth) {
    return new HeapReport(heap).page(growth);
  }

  private String page(Growth growth) {
    String title = "Heap of " + heap.fileName();
    body.add("<h1 style=\"font-size:1.5em;margin:0\">" + Html.escape(title) + "</h1>");
    say(
        "What filled this program's memory when the dump was taken, and what holds it there."
            + " Sizes are bytes. What stands before a row, such as .get(0), is what an engineer"
            + " types in heapsh, behind the question, to look further.");
    heading("In short");
    inShort();
    section("The dump", "", () -> heap.info());
    section(
        "What fills it",
        "Classes of objects, the largest first. A few rows with most of the percents are where to"
            + " look.",
        () -> heap.heap());
    section("", "The same, each class as large as its objects.", () -> heap.heap().treemap());
    section(
        "By who owns it",
        "The insides of lists, maps and strings counted to what they belong to.",
        () -> heap.heap().byOwner());
    biggest();
    section(
        "What keeps the most alive",
        "Each line is one object, and the bytes that would be freed if it went away; below it what"
            + " it alone holds. A single object with most of the percents is the first suspect.",
        () -> heap.dominatorTree());
    section("", "The same as a picture.", () -> heap.dominatorTree().treemap());
    section(
        "Threads",
        "What would be freed if a thread ended. Much here means that running work holds memory.",
        () -> heap.threads());
    if (growth != null) {
      section("What grew", "Classes with more objects or bytes than before.", () -> growth);
      picture(growth);
    }
    return HtmlDocument.of(title, body);
  }

  /** Says in sentences what the tables say. */
  private void inShort() {
    ObjectSet all = heap.heap();
    if (all.isEmpty()) {
      say("Nothing: no object of this heap is reachable.");
      return;
    }
    ObjectSet first = all.get(0);
    ObjectSet most = first.byVia().get(0);
    say(
        "There are "
            + PartitionText.objects(all.count())
            + " in use, "
            + Units.human(all.size())
            + ". "
            + share(first.size(), all.size())
            + " of that are objects of "
            + all.grouping().name(0)
            + ", and "
            + share(most.size(), first.size())
            + " of these are referred to as "
            + first.byVia().grouping().name(0)
            + ".");
    RootPaths paths = most.shpaths();
    if (paths.rowCount() > 0) {
      say(
          "The program reaches "
              + share(paths.get(0).size(), most.size())
              + " of those by "
              + String.join(" -> ", paths.get(0).steps())
              + ".");
    }
    DominatorBranches tree = heap.dominatorTree();
    if (tree.count() > 0) {
      DominatorBranches top = tree.get(0);
      say(
          "The object that keeps the most alive, alone, is "
              + tree.name(top.top())
              + ": "
              + share(top.retainedSize(), all.size())
              + " of the heap would be freed if it went away.");
    }
  }

  private static String share(long part, long whole) {
    return (whole == 0 ? 0 : Math.round(100.0 * part / whole)) + " %";
  }

  private void picture(Growth growth) {
    try {
      add(growth.plot());
    } catch (HeapException e) {
      say(e.getMessage()); // one look, or no growth: there is no line to draw
    }
  }

  /** Tells of the classes with the most bytes by what they are referred to, and held. */
  private void biggest() {
    ObjectSet all = heap.heap();
    int rows = Math.min(CLASSES, all.rowCount());
    for (int row = 0; row < rows; row++) {
      ObjectSet of = all.get(row);
      if (row > 0 && of.size() < LEAST_SHARE * all.size()) {
        return;
      }
      String name = all.grouping().name(row);
      section(
          "Who holds " + name,
          "By which relation objects of " + name + " are referred to.",
          () -> of.byVia());
      ObjectSet most = of.byVia().rowCount() == 0 ? of : of.byVia().get(0);
      section("", "The shortest ways from the program's roots to the first row.", most::shpaths);
      section("", "What refers to them, and what to that, and so on.", most::rp);
      if (row == 0) {
        section(
            "",
            "Some of them and what holds them.",
            () -> most.showBackrefs().maxDepth(6).tooMany(3));
      }
    }
  }

  private void section(String heading, String text, Supplier<Rich> result) {
    if (!heading.isEmpty()) {
      heading(heading);
    }
    if (!text.isEmpty()) {
      say(text);
    }
    try {
      add(result.get());
    } catch (HeapException e) {
      say("Not to be had: " + e.getMessage());
    }
  }

  private void heading(String text) {
    body.add("<h2 style=\"" + HEADING + "\">" + Html.escape(text) + "</h2>");
  }

  private void add(Rich result) {
    var forms = result.mime();
    body.add(forms.getOrDefault(Mime.SVG, forms.get(Mime.HTML)));
  }

  private void say(String text) {
    body.add("<p style=\"" + PLAIN + "\">" + Html.escape(text) + "</p>");
  }
}
