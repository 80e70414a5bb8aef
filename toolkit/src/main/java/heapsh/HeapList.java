package heapsh;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.IntFunction;

/**
 * A list of values from a heap that shows itself safely and on one page. Immutable.
 *
 * @param <T> what the list holds
 */
final class HeapList<T> extends AbstractList<T> implements RandomAccess {
  private final int size;
  private final IntFunction<T> elements;
  private final String noun;

  private HeapList(int size, IntFunction<T> elements, String noun) {
    this.size = size;
    this.elements = elements;
    this.noun = noun;
  }

  /** Makes a list that reads an element when it is asked for. */
  static <T> List<T> of(int size, IntFunction<T> elements, String noun) {
    return new HeapList<>(size, elements, noun);
  }

  /** Makes a list of values that were read; the given list must not be changed afterwards. */
  static <T> List<T> of(List<T> values, String noun) {
    return new HeapList<>(values.size(), values::get, noun);
  }

  @Override
  public T get(int position) {
    if (position < 0 || position >= size) {
      throw new HeapException(
          "no element " + position + "; there are " + Listing.counted(size, noun));
    }
    return elements.apply(position);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public String toString() {
    try {
      return Listing.page(
          Listing.counted(size, noun), size, this::line, "", "more; a loop or stream() has all");
    } catch (HeapException e) {
      return Listing.counted(size, noun) + ": " + e.getMessage();
    }
  }

  private String line(int position) {
    String mark = " " + position + ": ";
    T value = get(position);
    int room = Listing.MAX_COLUMNS - mark.length();
    return mark + (value instanceof HeapEntry entry ? entry.text(room) : ValueText.of(value, room));
  }
}
