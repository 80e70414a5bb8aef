package heapsh;

import heapsh.graph.DominatorTree;

/**
 * Sorts by the kind of the immediate dominator. Kind 0 is that of what no single object dominates,
 * 1 that of what is unreachable.
 */
final class ByDominator extends Classification {
  private static final int ROOTS = 0;
  private static final int UNREACHABLE = 1;
  private static final int OTHERS = 2;

  private final Classification base;

  ByDominator(Heap heap, Classification base) {
    super(heap);
    this.base = base;
  }

  @Override
  Sorter sorter() {
    DominatorTree dominators = heap().retention().dominators();
    Sorter sorter = base.sorter();
    return index -> {
      int dominator = dominators.dominator(index);
      return switch (dominator) {
        case DominatorTree.ROOT -> ROOTS;
        case DominatorTree.NONE -> UNREACHABLE;
        default -> OTHERS + sorter.kindOf(dominator);
      };
    };
  }

  @Override
  int kindCount() {
    return OTHERS + base.kindCount();
  }

  @Override
  String name(int kind) {
    return switch (kind) {
      case ROOTS -> "<GC roots>";
      case UNREACHABLE -> "<unreachable>";
      default -> base.name(kind - OTHERS);
    };
  }

  @Override
  String shortName(int kind, int width) {
    return kind < OTHERS ? name(kind) : base.shortName(kind - OTHERS, width);
  }

  @Override
  boolean isCheap() {
    return base.isCheap();
  }
}
