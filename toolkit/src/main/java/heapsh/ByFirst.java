package heapsh;

import java.util.List;

/** Sorts by the first of some kinds that an object is of; the last kind is none of them. */
final class ByFirst extends Classification {
  private final List<Kind> kinds;

  ByFirst(Heap heap, List<Kind> kinds) {
    super(heap);
    this.kinds = kinds;
  }

  @Override
  Sorter sorter() {
    Kind.Matcher[] matchers = new Kind.Matcher[kinds.size()];
    for (int i = 0; i < matchers.length; i++) {
      matchers[i] = kinds.get(i).matcher(heap());
    }
    return index -> firstOf(matchers, index);
  }

  private static int firstOf(Kind.Matcher[] matchers, int index) {
    int kind = 0;
    while (kind < matchers.length && !matchers[kind].matches(index)) {
      kind++;
    }
    return kind;
  }

  @Override
  int kindCount() {
    return kinds.size() + 1;
  }

  @Override
  String name(int kind) {
    return kind < kinds.size() ? kinds.get(kind).toString() : "<other>";
  }

  @Override
  boolean isCheap() {
    return false;
  }
}
