package heapsh;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Sorts the objects of one heap into kinds. Kinds are numbered as they are met; a number stays with
 * its kind for the life of the heap, so that a {@link Kind} filters any set. Thread-safe; sorters
 * belong to their threads.
 */
abstract class Classification {
  private final Heap heap;

  Classification(Heap heap) {
    this.heap = heap;
  }

  final Heap heap() {
    return heap;
  }

  /** Returns a new sorter. */
  abstract Sorter sorter();

  /** Returns how many kinds have been met so far: numbers run from 0 to this, exclusive. */
  abstract int kindCount();

  /** Returns the whole name of a kind, safe to print. */
  abstract String name(int kind);

  /**
   * Returns the name shortened as its sort of name allows; it may stay longer than {@code width}.
   */
  String shortName(int kind, int width) {
    return cut(name(kind), width);
  }

  /** Tells whether finding a kind again costs no more than looking up one that was kept. */
  boolean isCheap() {
    return true;
  }

  /**
   * Returns how rare kinds are put together for a set with these many objects of each kind, or null
   * when each is to stand for itself.
   */
  Fold fold(int[] counts) {
    return null;
  }

  /**
   * Returns the names of what a kind is a set of, one for each member: relations, or referrers.
   *
   * @throws UnsupportedOperationException when kinds are no sets
   */
  final Set<String> members(int kind) {
    Set<String> names = new HashSet<>();
    namesOfMembers(kind).forEach(member -> names.add(member.iterator().next()));
    return names;
  }

  /** Returns every name of each member of a kind that is a set, the narrowest first. */
  List<Set<String>> namesOfMembers(int kind) {
    throw new UnsupportedOperationException("these kinds are no sets");
  }

  /** Returns the names of the members of sets that were met so far, some if there are many. */
  Set<String> memberNamesMet() {
    throw new UnsupportedOperationException("these kinds are no sets");
  }

  /** Puts rare kinds together. Thread-safe. */
  interface Fold {
    /** Returns the kind that stands for this one: itself when it is not rare. */
    int apply(int kind);
  }

  static String cut(String text, int width) {
    return text.length() <= width ? text : text.substring(0, Math.max(0, width - 3)) + "...";
  }
}
