package heapsh.jdk;

/** Names how the contents of a known class are arranged, and so how they are read. */
enum Shape {
  /** A node of a container that holds contents. */
  NODE,
  /** A node that only leads to others: a tree's bin, a segment, an index. */
  EMPTY_NODE,
  /** The first {@code size} elements of an array, or all. */
  ARRAY,
  /** The non-null elements of an array, in any order. */
  SPARSE,
  /** A stretch of an array that may wrap around. */
  RING,
  /** Hash table of chains. */
  TABLE,
  /** Nodes linked by {@link Role#NEXT}. */
  CHAIN,
  /** Nodes linked by {@link Role#AFTER}. */
  ORDERED,
  /** Binary search tree. */
  TREE,
  /** Skip list over a chain. */
  SKIP_LIST,
  /** Keys and values in turn in one array. */
  PAIRS,
  /** The same, where neither keys nor values are null. */
  DENSE_PAIRS,
  /** Values at the ordinals of their keys. */
  ENUM,
  /** Contents in fields of the object itself. */
  SLOTS,
  /** Contents in another container, which is an inside. */
  DELEGATE,
  /** A view of another container. */
  WRAPPER,
  /** No contents that are read here, but insides: threads, strings. */
  HOLDER
}
