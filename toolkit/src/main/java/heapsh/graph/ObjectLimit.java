package heapsh.graph;

import heapsh.HeapException;

/** Holds the limit that int indexes set. */
final class ObjectLimit {
  /** One index is kept to mean "no object" in reference rows. */
  static final int MAX_OBJECTS = Integer.MAX_VALUE - 1;

  private ObjectLimit() {}

  static int check(long objects) {
    if (objects > MAX_OBJECTS) {
      throw new HeapException(
          "the dump holds " + objects + " objects; at most " + MAX_OBJECTS + " can be opened");
    }
    return (int) objects;
  }
}
