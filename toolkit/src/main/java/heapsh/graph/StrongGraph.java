package heapsh.graph;

/**
 * Holds what dominators are computed from.
 *
 * @param facts tells which referents are followed
 * @param reach what the roots reach, with paths
 * @param places the inverse of the order of discovery
 * @param incoming references of all strengths
 * @param references how many references there are at most
 */
record StrongGraph(
    ObjectColumns columns,
    ClassFacts facts,
    Reachability reach,
    IntColumn places,
    IncomingRows incoming,
    long references) {

  int objects() {
    return facts.objects();
  }

  /** Returns how many strong edges there are at most, with those from instances to their class. */
  long mostEdges() {
    return references + objects() + 1;
  }

  /**
   * Tells whether one of the references from an object to another is followed; there must be one.
   */
  boolean leadsStrongly(int from, int to) {
    if (!facts.isReference(from)) {
      return true;
    }
    Rows rows = columns.rows();
    for (long next = rows.strongStart(from, facts); next != 0; next = rows.after(next)) {
      if (Rows.target(rows.edges.get(next)) == to) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns the region of the class object by class number, 0 where no edge from instances counts:
   * those to classes that are roots, or in one of some other regions.
   */
  int[] classRegions(Regions regions, Bits others) {
    int[] found = new int[facts.count()];
    for (int c = 0; c < found.length; c++) {
      if (facts.isUnheld(c) && reach.isReachable(facts.classObject(c))) {
        int region = regions.of(facts.classObject(c));
        found[c] = others.get(region) ? 0 : region;
      }
    }
    return found;
  }
}
