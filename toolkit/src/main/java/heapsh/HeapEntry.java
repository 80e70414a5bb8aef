package heapsh;

import java.util.Map;

/** An entry of a map in a heap; key and value may be null. Immutable. */
record HeapEntry(Object key, Object value) implements Map.Entry<Object, Object> {
  @Override
  public Object getKey() {
    return key;
  }

  @Override
  public Object getValue() {
    return value;
  }

  @Override
  public Object setValue(Object newValue) {
    throw new UnsupportedOperationException("a heap is never changed");
  }

  /** Shows the entry on one line of this width. */
  String text(int width) {
    String shownKey = ValueText.of(key, width / 2 - 4);
    return shownKey + " -> " + ValueText.of(value, width - shownKey.length() - 4);
  }

  @Override
  public String toString() {
    return text(Listing.MAX_COLUMNS);
  }
}
