package heapsh;

/**
 * The step {@code [*]}: every element, or every value of a map. It gives many objects, so {@link
 * FieldPath} takes it.
 */
record AllStep() implements Step {
  @Override
  public String text() {
    return "[*]";
  }

  @Override
  public Walker on(HeapReader heap) {
    throw new HeapException("[*] gives many values, of which no one can be compared");
  }
}
