package heapsh.graph;

/** Holds what traversals ask of classes, in arrays by class number. */
final class ClassFacts {
  private final int objects;
  private final int[] classObjects;
  private final Strength[] strengths;
  private final Bits special;

  ClassFacts(HeapClass[] classes, IntColumn classNumbers, GcRoots roots, int objects) {
    this.objects = objects;
    classObjects = new int[classes.length];
    strengths = new Strength[classes.length];
    for (HeapClass type : classes) {
      classObjects[type.number()] = type.objectIndex();
      strengths[type.number()] = type.referentStrength();
    }
    special = new Bits(objects);
    boolean[] isSpecial = new boolean[classes.length];
    for (HeapClass type : classes) {
      boolean held = type.objectIndex() < 0 || roots.isRoot(type.objectIndex());
      isSpecial[type.number()] = !held || type.referentStrength() != Strength.STRONG;
    }
    for (int i = 0; i < objects; i++) {
      if (isSpecial[classNumbers.get(i)]) {
        special.set(i);
      }
    }
  }

  /**
   * Tells whether a traversal must look at the object's class: because it is a Reference, or
   * because its class object is no root and so may be held by its instances alone. One bit in two
   * megabytes instead of an int in sixty.
   */
  boolean isSpecial(int index) {
    return special.get(index);
  }

  int count() {
    return classObjects.length;
  }

  int objects() {
    return objects;
  }

  int classObject(int classNumber) {
    return classObjects[classNumber];
  }

  Strength strength(int classNumber) {
    return strengths[classNumber];
  }
}
