package heapsh.graph;

import java.util.EnumSet;
import java.util.Set;

/** Holds what traversals ask of classes, in arrays by class number. */
final class ClassFacts {
  /** A multiple of 64, so that no two threads write one word of bits. */
  private static final int CHUNK = 1 << 18;

  private final int objects;
  private final int[] classObjects;
  private final Strength[] strengths;
  private final Bits references;
  private final Bits ofUnheld;
  private final boolean[] unheld;
  private final long[] instances;
  private final IntColumn classNumbers;

  /** Collects the facts for traversals that treat the referents of all references apart. */
  ClassFacts(HeapClass[] classes, IntColumn classNumbers, GcRoots roots, int objects) {
    this(classes, classNumbers, roots, objects, EnumSet.of(Strength.STRONG));
  }

  /**
   * Collects the facts for traversals that take a referent of one of these strengths for an edge
   * like any other.
   */
  ClassFacts(
      HeapClass[] classes,
      IntColumn classNumbers,
      GcRoots roots,
      int objects,
      Set<Strength> followed) {
    this.objects = objects;
    this.classNumbers = classNumbers;
    classObjects = new int[classes.length];
    strengths = new Strength[classes.length];
    unheld = new boolean[classes.length];
    boolean[] isReference = new boolean[classes.length];
    for (HeapClass type : classes) {
      int c = type.number();
      classObjects[c] = type.objectIndex();
      strengths[c] = type.referentStrength();
      isReference[c] = !followed.contains(type.referentStrength());
      unheld[c] = type.objectIndex() >= 0 && !roots.isRoot(type.objectIndex());
    }
    references = new Bits(objects);
    ofUnheld = new Bits(objects);
    instances = new long[classes.length];
    Workers.forRange(objects, CHUNK, () -> (from, to) -> look(isReference, (int) from, (int) to));
  }

  private void look(boolean[] isReference, int from, int to) {
    int[] counts = new int[instances.length];
    for (int i = from; i < to; i++) {
      int c = classNumbers.get(i);
      counts[c]++;
      if (isReference[c]) {
        references.set(i);
      }
      if (unheld[c]) {
        ofUnheld.set(i);
      }
    }
    synchronized (instances) {
      for (int c = 0; c < counts.length; c++) {
        instances[c] += counts[c];
      }
    }
  }

  /** Marks the instances of some classes. O(objects), on all processors. */
  Bits instancesOf(boolean[] wanted) {
    Bits marks = new Bits(objects);
    Workers.forRange(
        objects,
        CHUNK,
        () ->
            (from, to) -> {
              for (int i = (int) from; i < to; i++) {
                if (wanted[classNumbers.get(i)]) {
                  marks.set(i);
                }
              }
            });
    return marks;
  }

  /**
   * Tells whether the object is a Reference whose referent is treated apart. One bit in two
   * megabytes instead of an int in sixty: traversals meet objects at random places.
   */
  boolean isReference(int index) {
    return references.get(index);
  }

  /** Marks the objects whose class is no root, so that its instances alone may hold it. */
  Bits ofUnheldClasses() {
    return ofUnheld;
  }

  /** Tells whether this class is no root. */
  boolean isUnheld(int classNumber) {
    return unheld[classNumber];
  }

  /** Returns how many instances a class has, reachable or not. */
  long instances(int classNumber) {
    return instances[classNumber];
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
