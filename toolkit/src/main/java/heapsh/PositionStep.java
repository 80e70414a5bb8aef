package heapsh;

import heapsh.render.SafeText;
import it.unimi.dsi.fastutil.ints.IntArrayList;

/**
 * The step {@code [3]}: an element of an array, list, set or box, counted from the end when
 * negative; on a map the value of this number as key.
 *
 * @param position the number in the brackets
 */
record PositionStep(long position) implements Step {
  @Override
  public String text() {
    return "[" + position + "]";
  }

  @Override
  public Walker on(HeapReader heap) {
    return new PositionWalker(heap, position);
  }

  private static final class PositionWalker implements Walker {
    private final HeapReader heap;
    private final long position;
    private final Walker asKey;
    private int lastContainer = -1;
    private IntArrayList lastElements;

    PositionWalker(HeapReader heap, long position) {
      this.heap = heap;
      this.position = position;
      this.asKey = KeyStep.of(position).on(heap);
    }

    @Override
    public void walk(int index, Value out) {
      if (heap.classOf(index).isArray()) {
        long at = fromStart(heap.arrayLength(index));
        if (at < 0) {
          out.set(Value.Kind.EMPTY);
        } else {
          heap.element(index, (int) at, out);
        }
      } else if (heap.isMap(index)) {
        asKey.walk(index, out);
      } else if (heap.hasElements(index)) {
        walkElements(index, out);
      } else {
        out.set(Value.Kind.MISSING);
      }
    }

    private void walkElements(int index, Value out) {
      // Many objects may share one long list: walk it once for all of them that come in a row.
      if (index != lastContainer) {
        int limit =
            position < 0 || position >= Integer.MAX_VALUE ? Integer.MAX_VALUE : (int) position + 1;
        lastElements = heap.firstElements(index, limit);
        lastContainer = index;
      }
      long at = fromStart(lastElements.size());
      if (at < 0) {
        out.set(Value.Kind.EMPTY);
      } else {
        HeapReader.toValue(lastElements.getInt((int) at), out);
      }
    }

    /** Returns the position from the start, -1 when it is out of bounds. */
    private long fromStart(long length) {
      long at = position < 0 ? position + length : position;
      return at < length ? Math.max(at, -1) : -1;
    }

    @Override
    public String explain(int index) {
      String name = SafeText.of(heap.classOf(index).name(), 200);
      if (heap.isMap(index)) {
        return asKey.explain(index);
      }
      return heap.hasElements(index)
          ? "index " + position + " is out of bounds: " + name + " has length " + heap.length(index)
          : name + " is no array or known container, so it has no [" + position + "]";
    }
  }
}
