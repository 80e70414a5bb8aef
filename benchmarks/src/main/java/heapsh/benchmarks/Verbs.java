package heapsh.benchmarks;

import static heapsh.Classifier.CLASS;
import static heapsh.Classifier.OWNER;
import static heapsh.Classifier.SIZE;
import static heapsh.Classifier.first;

import heapsh.Heap;
import heapsh.HeapObject;
import heapsh.Kind;
import heapsh.ObjectSet;
import heapsh.Options;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Asks every verb that users of guppy, objgraph and pympler know, one after another in one session,
 * and prints how long each took, its answer included: the slowest as a table of Markdown, all on
 * standard error. What a verb builds for those after it (references both ways, dominators) counts
 * for the first that needs it, which a line of its own asks.
 */
final class Verbs {
  private static final int SLOWEST = 10;

  private final Map<String, Supplier<?>> verbs = new LinkedHashMap<>();

  private Verbs(Heap hp) {
    ObjectSet biggest = hp.heap().get(0);
    HeapObject one = hp.heap().largest(1).theOne();
    ObjectSet threads = hp.instancesOf("java.lang.Thread");
    verbs.put("heap().get(0).byVia()", () -> biggest.byVia());
    verbs.put("one.retainedSize()", one::retainedSize);
    verbs.put("heap().byRcs()", () -> hp.heap().byRcs());
    verbs.put("heap().byVia()", () -> hp.heap().byVia());
    verbs.put("heap().byOwner()", () -> hp.heap().by(OWNER));
    verbs.put("heap().by(CLASS.and(SIZE))", () -> hp.heap().by(CLASS.and(SIZE)));
    verbs.put("heap().by(CLASS.refdBy())", () -> hp.heap().by(CLASS.refdBy()));
    verbs.put("heap().byDominator()", () -> hp.heap().byDominator());
    verbs.put("heap().byId()", () -> hp.heap().byId());
    verbs.put(
        "heap().by(first(kinds))",
        () -> hp.heap().by(first(Kind.biggerThan(4096), Kind.ofClass("java.util.*"))));
    verbs.put("heap().and(Kind.ofClass)", () -> hp.heap().and(Kind.ofClass("java.util.*")));
    verbs.put("heap().and(Kind.biggerThan)", () -> hp.heap().and(Kind.biggerThan(4096)));
    verbs.put("heap().and(Kind.via >=)", () -> hp.heap().and(biggest.byVia().get(0).kind().alt(">=")));
    verbs.put("heap().and(Kind.rcs)", () -> hp.heap().and(Kind.rcs("java.lang.String")));
    verbs.put("heap().and(Kind.ofOwner)", () -> hp.heap().and(Kind.ofOwner("byte[] of String")));
    verbs.put("get(0).shpaths()", biggest::shpaths);
    verbs.put("get(0).shpaths().sets()", () -> biggest.shpaths().sets().size());
    verbs.put("get(0).shpaths().get(0).sets()", () -> biggest.shpaths().get(0).sets().size());
    verbs.put("get(0).shpaths().avoided(0)", () -> biggest.shpaths().avoided(0));
    verbs.put("get(0).pathsIn()", biggest::pathsIn);
    verbs.put("get(1).pathsOut()", () -> hp.heap().get(1).pathsOut());
    verbs.put("get(0).rp()", biggest::rp);
    verbs.put("get(0).rp().breadthFirst()", () -> biggest.rp().breadthFirst());
    verbs.put("get(0).rp().imdom()", () -> biggest.rp().imdom());
    verbs.put("get(0).rp().from(threads)", () -> biggest.rp().from(threads));
    verbs.put("get(0).imdom()", biggest::imdom);
    verbs.put("get(0).idom()", biggest::idom);
    verbs.put("get(0).dominos()", biggest::dominos);
    verbs.put("get(1).domisize()", () -> hp.heap().get(1).domisize());
    verbs.put("get(0).owners()", biggest::owners);
    verbs.put("heap().referents()", () -> hp.heap().referents());
    verbs.put("heap().referrers()", () -> hp.heap().referrers());
    verbs.put("heapu()", hp::heapu);
    verbs.put("relativeTo(hp)", () -> hp.relativeTo(hp));
    verbs.put("setref().sinceRef()", () -> hp.setref().sinceRef());
    verbs.put("setref(nothing)", () -> hp.setref(hp.nothing()).typeStats().size());
    verbs.put("one.whyAlive()", one::whyAlive);
    verbs.put("get(0).whyAlive()", biggest::whyAlive);
    verbs.put("one.findBackrefChain(root)", () -> one.findBackrefChain(HeapObject::isRoot));
    verbs.put(
        "root().findRefChain, found nowhere",
        () -> hp.root().findRefChain(o -> false, Integer.MAX_VALUE, hp.nothing()));
    verbs.put(
        "get(0).findBackrefChain, found nowhere",
        () -> biggest.findBackrefChain(o -> false, Integer.MAX_VALUE, hp.nothing()));
    verbs.put("root().asizeof()", () -> hp.root().asizeof());
    verbs.put("root().asized()", () -> hp.root().asized());
    verbs.put("heap().asizeof()", () -> hp.heap().asizeof());
    verbs.put("get(0).asized()", biggest::asized);
    verbs.put("one.asized().detail(2)", () -> one.asized().detail(2));
    verbs.put("one.refTree()", one::refTree);
    verbs.put("root().refTree().forwards()", () -> hp.root().refTree().forwards());
    verbs.put("heap().cycles()", () -> hp.heap().cycles());
    verbs.put("unreachable().cycles()", () -> hp.unreachable().cycles());
    verbs.put("one.showBackrefs()", one::showBackrefs);
    verbs.put("threads()", hp::threads);
  }

  private record Figure(String verb, double seconds) {}

  private List<Figure> ask() {
    List<Figure> figures = new ArrayList<>();
    verbs.forEach(
        (name, verb) -> {
          long start = System.nanoTime();
          String answer = String.valueOf(verb.get());
          double seconds = (System.nanoTime() - start) / 1e9;
          figures.add(new Figure(name, seconds));
          String line = answer.lines().findFirst().orElse("");
          System.err.printf(
              Locale.ROOT,
              "%6.2f s  %-40s %s%n",
              seconds,
              name,
              line.substring(0, Math.min(80, line.length())));
        });
    return figures;
  }

  /** Takes the dump, or the dump and a directory for working files. */
  public static void main(String[] args) {
    Options options = Options.defaults().noIndex();
    Path scratch = Path.of(args.length > 1 ? args[1] : System.getProperty("java.io.tmpdir"));
    try (Heap hp = Heap.open(Path.of(args[0]), options.scratchDirectory(scratch))) {
      String.valueOf(hp.heap());
      List<Figure> figures = new Verbs(hp).ask();
      System.out.println("| verb | seconds |\n|---|---|");
      figures.stream()
          .sorted(Comparator.comparingDouble(Figure::seconds).reversed())
          .limit(SLOWEST)
          .forEach(f -> System.out.printf(Locale.ROOT, "| `%s` | %.2f |%n", f.verb(), f.seconds()));
    }
  }
}
