package heapsh.graph;

/** Holds what traversals ask of classes, in arrays by class number. */
final class ClassFacts {
  private final int objects;
  private final int[] classObjects;
  private final Strength[] strengths;

  ClassFacts(HeapClass[] classes, int objects) {
    this.objects = objects;
    classObjects = new int[classes.length];
    strengths = new Strength[classes.length];
    for (HeapClass type : classes) {
      classObjects[type.number()] = type.objectIndex();
      strengths[type.number()] = type.referentStrength();
    }
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
