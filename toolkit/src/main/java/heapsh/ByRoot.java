package heapsh;

import heapsh.graph.GcRoot;
import heapsh.graph.GcRoots;
import heapsh.graph.RootKind;
import java.util.Arrays;

/** Sorts by why an object is a GC root: the set of kinds of root, each with its thread. */
final class ByRoot extends Classification {
  private final LongNumbers reasons = new LongNumbers();
  private final IntSets sets = new IntSets();

  ByRoot(Heap heap) {
    super(heap);
  }

  @Override
  Sorter sorter() {
    GcRoots roots = heap().graph().roots();
    return index -> roots.isRoot(index) ? kindOf(roots, index) : sets.number(new int[0], 0);
  }

  private int kindOf(GcRoots roots, int index) {
    int[] found = roots.of(index).stream().mapToInt(this::reason).sorted().distinct().toArray();
    return sets.number(found, found.length);
  }

  private int reason(GcRoot root) {
    return reasons.number(LongNumbers.pair(root.kind().ordinal(), root.thread()));
  }

  @Override
  int kindCount() {
    return sets.size();
  }

  @Override
  String name(int kind) {
    int[] found = sets.get(kind);
    if (found.length == 0) {
      return "<no root>";
    }
    String[] texts = Arrays.stream(found).mapToObj(this::reasonName).toArray(String[]::new);
    Arrays.sort(texts);
    return String.join(", ", texts);
  }

  private String reasonName(int number) {
    long reason = reasons.value(number);
    String kind = RootKind.values()[LongNumbers.high(reason)].text();
    int thread = LongNumbers.low(reason);
    if (thread < 0) {
      return "<" + kind + ">";
    }
    boolean isThread = LongNumbers.high(reason) == RootKind.THREAD.ordinal();
    return "<" + kind + (isThread ? " " : " of ") + heap().threadName(thread) + ">";
  }
}
