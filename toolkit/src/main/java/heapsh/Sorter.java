package heapsh;

/** Gives the kinds of objects, one after another. Belongs to the thread that took it. */
@FunctionalInterface
interface Sorter {
  /** Returns the number of the kind of an object. */
  int kindOf(int index);
}
