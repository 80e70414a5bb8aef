package heapsh.jdk;

/** Names what a known JDK container is to its user, whatever it is made of. */
public enum Form {
  /** No container. */
  NONE,
  /** Keys with values: {@code HashMap}, {@code Map.of()}. */
  MAP,
  /** Elements without position: {@code HashSet}, {@code TreeSet}. */
  SET,
  /** Elements in an order: lists, deques, queues, {@code Arrays.asList}. */
  LIST,
  /** A holder of one value: {@code Optional}, {@code AtomicReference}. */
  BOX,
  /** A view of another container: {@code Collections.unmodifiableMap}. Seen through. */
  WRAPPER
}
