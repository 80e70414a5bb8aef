package heapsh;

/** One step of a path, as it was parsed. Immutable. */
sealed interface Step permits FieldStep, PositionStep, KeyStep, CallStep, AllStep {
  /** Returns the step as it stands in a path: {@code .name}, {@code [3]}, {@code ["key"]}. */
  String text();

  /** Returns a walker of this step for one thread. */
  Walker on(HeapReader heap);

  /**
   * Takes one step from one object after another. Remembers what it found out about classes; not
   * thread-safe.
   */
  interface Walker {
    /** Reads what stands at this step of an object. */
    void walk(int index, Value out);

    /**
     * Says why {@link #walk} gave MISSING or EMPTY for an object: {@code no field 'sze' in
     * java.util.HashMap}.
     */
    String explain(int index);
  }
}
