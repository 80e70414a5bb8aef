package heapsh;

/** Sorts by two classifications at once. */
final class ByPair extends Classification {
  private final Classification first;
  private final Classification second;
  private final LongNumbers pairs = new LongNumbers();

  ByPair(Heap heap, Classification first, Classification second) {
    super(heap);
    this.first = first;
    this.second = second;
  }

  @Override
  Sorter sorter() {
    Sorter one = first.sorter();
    Sorter two = second.sorter();
    LongNumbers.Cache cache = new LongNumbers.Cache(pairs);
    return index -> cache.number(LongNumbers.pair(one.kindOf(index), two.kindOf(index)));
  }

  @Override
  int kindCount() {
    return pairs.size();
  }

  @Override
  String name(int kind) {
    long pair = pairs.value(kind);
    return first.name(LongNumbers.high(pair)) + " & " + second.name(LongNumbers.low(pair));
  }

  @Override
  String shortName(int kind, int width) {
    long pair = pairs.value(kind);
    String right = second.shortName(LongNumbers.low(pair), width / 2);
    String left = first.shortName(LongNumbers.high(pair), width - 3 - right.length());
    return left + " & " + right;
  }

  @Override
  boolean isCheap() {
    return first.isCheap() && second.isCheap();
  }
}
