package heapsh;

/**
 * Says which reference tree is asked for. Immutable.
 *
 * @param forwards whether it goes to referents, not to referrers
 * @param depth how many references deep it goes
 * @param width how many references of one object it shows
 * @param repeating whether what stands in a line above is shown with its references again
 * @param raw whether containers are not seen through
 */
record TreeQuery(boolean forwards, int depth, int width, boolean repeating, boolean raw) {
  /** Three levels of referrers, ten of each. */
  static final TreeQuery PLAIN = new TreeQuery(false, 3, 10, false, false);

  TreeQuery forwards(boolean other) {
    return new TreeQuery(other, depth, width, repeating, raw);
  }

  TreeQuery depth(int levels) {
    return new TreeQuery(forwards, levels, width, repeating, raw);
  }

  TreeQuery width(int references) {
    return new TreeQuery(forwards, depth, references, repeating, raw);
  }

  TreeQuery again() {
    return new TreeQuery(forwards, depth, width, true, raw);
  }

  TreeQuery asIs() {
    return new TreeQuery(forwards, depth, width, repeating, true);
  }
}
