package heapsh.graph;

/**
 * Knows which instances a search must ask for their class: those of classes that it has not entered
 * yet. Rows do not hold the edges from instances to classes, and looking the class up costs an
 * access at a random place; soon all classes with many instances are entered, and hardly any object
 * must be asked.
 */
final class ClassEdges {
  private final ClassFacts facts;
  private final boolean[] open;
  private Bits instances;
  private long marked;

  private ClassEdges(ClassFacts facts, boolean[] open, Bits instances) {
    this.facts = facts;
    this.open = open;
    this.instances = instances;
    for (int c = 0; c < open.length; c++) {
      marked += open[c] ? facts.instances(c) : 0;
    }
  }

  /** Looks at the classes that are no roots: enough for a search that enters all roots. */
  static ClassEdges ofUnheld(ClassFacts facts) {
    boolean[] open = new boolean[facts.count()];
    for (int c = 0; c < open.length; c++) {
      open[c] = facts.isUnheld(c) && facts.instances(c) > 0;
    }
    return new ClassEdges(facts, open, facts.ofUnheldClasses());
  }

  /** Looks at all classes that are not visited yet. */
  static ClassEdges ofAll(ClassFacts facts, Bits visited) {
    boolean[] open = new boolean[facts.count()];
    boolean allUnheld = true;
    for (int c = 0; c < open.length; c++) {
      int classObject = facts.classObject(c);
      open[c] = classObject >= 0 && facts.instances(c) > 0 && !visited.get(classObject);
      allUnheld &= !open[c] || facts.isUnheld(c);
    }
    Bits instances = allUnheld ? facts.ofUnheldClasses() : facts.instancesOf(open);
    return new ClassEdges(facts, open, instances);
  }

  /**
   * Marks the instances to ask, null for none; may mark more, and changes when {@link #narrow} is
   * called.
   */
  Bits instances() {
    return instances;
  }

  /** Forgets the instances of classes that are entered, when that makes half of those marked. */
  void narrow(Bits visited) {
    if (marked == 0) {
      return;
    }
    long left = 0;
    for (int c = 0; c < open.length; c++) {
      open[c] = open[c] && !visited.get(facts.classObject(c));
      left += open[c] ? facts.instances(c) : 0;
    }
    if (left <= marked / 2) {
      instances = left == 0 ? null : facts.instancesOf(open);
      marked = left;
    }
  }
}
