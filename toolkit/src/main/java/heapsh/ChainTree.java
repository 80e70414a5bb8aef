package heapsh;

import heapsh.graph.HeapGraph;
import heapsh.render.ClassNames;
import heapsh.render.SafeText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/**
 * Shows several chains of references as one tree: what they have in common from the start on stands
 * once. Immutable.
 *
 * <pre>
 *   &lt;system class&gt;  class crawler.Connections 0x7f439c90c810
 *     .INSTANCE  crawler.Connections 0x7f439c90c840
 *       .connections  ConcurrentHashMap 0x7f439c90c880
 * </pre>
 */
public final class ChainTree implements Rich {
  private static final int DEEPEST_INDENT = 16;
  private static final int LONGEST_NAME = 500;
  private static final String LEFT_OUT = "show() prints all";

  private final Heap heap;
  private final List<Chain> chains;

  private ChainTree(Heap heap, List<Chain> chains) {
    this.heap = heap;
    this.chains = chains;
  }

  /** Puts chains of one heap together; empty ones are left out. */
  static ChainTree of(Heap heap, Chain... chains) {
    List<Chain> found = new ArrayList<>();
    for (Chain chain : chains) {
      if (chain.heap().base() != heap.base()) {
        throw new HeapException("this chain is of another heap: chains show together within one");
      }
      if (chain.isFound()) {
        found.add(chain);
      }
    }
    if (found.isEmpty()) {
      throw new HeapException(
          "showChain(...) needs chains, such as those of findBackrefChain(o -> o.isRoot())");
    }
    found.sort((a, b) -> Arrays.compare(a.indexes(), b.indexes()));
    return new ChainTree(heap, found);
  }

  /**
   * Returns every object of the chains.
   *
   * <p>Cost: O(length of the chains).
   *
   * <p>Example: {@code hp.showChain(hp.heap().get(0).findBackrefChain(o -> o.isRoot())).objects()}
   */
  public ObjectSet objects() {
    RoaringBitmap objects = new RoaringBitmap();
    chains.forEach(chain -> objects.add(chain.indexes()));
    return heap.set(objects);
  }

  private List<String> lines(int width) {
    List<String> lines = new ArrayList<>();
    int[] before = {};
    for (Chain chain : chains) {
      int[] now = chain.indexes();
      int common = Math.max(0, Arrays.mismatch(before, now));
      List<String> steps = chain.steps();
      for (int i = before.length == 0 ? 0 : common; i < now.length; i++) {
        lines.add(line(i, steps.get(i), now[i], width));
      }
      before = now;
    }
    return lines;
  }

  private String line(int depth, String step, int index, int width) {
    HeapGraph graph = heap.graph();
    int represented = graph.representedClass(index);
    int type = represented >= 0 ? represented : graph.classNumber(index);
    String name = SafeText.of(graph.heapClass(type).name(), LONGEST_NAME);
    String id = " " + ClassLabels.hex(graph.idOf(index));
    String start = "  ".repeat(Math.min(depth, DEEPEST_INDENT)) + step + "  ";
    String prefix = represented >= 0 ? "class " : "";
    if (width == 0) {
      return start + prefix + name + id;
    }
    String cut = PathText.fit(start, width / 2);
    int room = width - cut.length() - prefix.length() - id.length();
    return cut + prefix + PathText.fit(ClassNames.fit(name, room), room) + id;
  }

  @Override
  public String text() {
    return String.join("\n", lines(0));
  }

  /** Returns the tree in 80 columns and 1,000 characters. Cost: O(length of the chains). */
  @Override
  public String toString() {
    return Safely.text(
        () -> {
          List<String> lines = lines(Listing.MAX_COLUMNS);
          String head = chains.size() == 1 ? "1 chain:" : chains.size() + " chains:";
          return Listing.page(head, lines.size(), lines::get, "", "more objects; " + LEFT_OUT);
        });
  }
}
