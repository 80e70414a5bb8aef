package heapsh;

import heapsh.graph.HeapGraph;

/** Is the kind of objects of a size, or smaller or larger ones. */
final class SizeKind extends Kind {
  private final Operator operator;
  private final long bytes;

  SizeKind(Operator operator, long bytes) {
    if (bytes < 0) {
      throw new HeapException("no object has a size of " + bytes + " bytes: take 0 or more");
    }
    this.operator = operator;
    this.bytes = bytes;
  }

  @Override
  Kind alt(Operator other) {
    return new SizeKind(other, bytes);
  }

  @Override
  Matcher matcher(Heap of) {
    HeapGraph graph = of.graph();
    return index -> operator.holds(graph.shallowBytes(index), bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SizeKind that && operator == that.operator && bytes == that.bytes;
  }

  @Override
  public int hashCode() {
    return 31 * operator.hashCode() + Long.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "<size " + operator.prefix() + bytes + ">";
  }
}
