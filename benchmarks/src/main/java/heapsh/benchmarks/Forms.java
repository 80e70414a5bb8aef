package heapsh.benchmarks;

import heapsh.Heap;
import heapsh.ObjectSet;
import heapsh.ReferenceGraph;
import heapsh.Rich;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Measures how long a result that is known takes to become HTML or a picture: what a notebook waits
 * for after the answer. The first of each is measured, in a JVM that has drawn nothing before.
 *
 * <p>Usage: {@code Forms DUMP.hprof}.
 */
public final class Forms {
  private static final double MILLION = 1e6;

  private Forms() {}

  /**
   * Prints milliseconds for each form.
   *
   * @param args the dump
   */
  public static void main(String[] args) {
    try (Heap hp = Heap.open(Path.of(args[0]))) {
      Map<String, Rich> results = new LinkedHashMap<>();
      results.put("heap", hp.heap());
      results.put("heap all", hp.heap().all());
      results.put("by id, all rows", hp.heap().byId().all());
      results.put("byVia", hp.heap().get(0).byVia());
      results.put("shpaths", hp.heap().get(0).shpaths());
      results.put("rp", hp.heap().get(0).rp());
      results.put("dominatorTree", hp.dominatorTree());
      results.put("threads", hp.threads());
      results.put("object", hp.heap().largest(1).theOne());
      results.put("stat", hp.heap().stat());
      results.put("treemap", hp.heap().treemap());
      results.put("treemap of dominators", hp.dominatorTree().treemap());
      results.put("size histogram", hp.heap().sizeHistogram());
      results.forEach(Forms::measure);
      ReferenceGraph graph = wide(hp);
      System.out.println("boxes " + graph.objects().count());
      measure("picture of references", graph);
    }
  }

  /** Draws about two hundred objects around the largest ones. */
  private static ReferenceGraph wide(Heap hp) {
    ObjectSet threads = hp.instancesOf("java.lang.Thread").orSubclasses();
    int most = 4;
    ReferenceGraph graph = threads.showRefs().maxDepth(40).tooMany(most);
    while (graph.objects().count() < 200 && most < 100) {
      most += 2;
      graph = threads.showRefs().maxDepth(40).tooMany(most);
    }
    return graph;
  }

  private static void measure(String name, Rich result) {
    result.toString(); // the answer itself is another question
    long start = System.nanoTime();
    int length = result.mime().values().stream().mapToInt(String::length).sum();
    System.out.printf(
        "%-24s %8.1f ms %8d characters%n", name, (System.nanoTime() - start) / MILLION, length);
  }
}
