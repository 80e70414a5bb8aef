package heapsh.graph;

import java.util.EnumSet;
import java.util.Set;

/** Holds what traversals ask of classes, in arrays by class number. */
final class ClassFacts {
  private static final int CHUNK = 1 << 18;

  private final int objects;
  private final int[] classObjects;
  private final Strength[] strengths;
  private final Bits references;
  private final Bits ofUnheld;
  private final int[] unheld;
  private int unheldCount;

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
    classObjects = new int[classes.length];
    strengths = new Strength[classes.length];
    for (HeapClass type : classes) {
      classObjects[type.number()] = type.objectIndex();
      strengths[type.number()] = type.referentStrength();
    }
    unheld = new int[classes.length];
    boolean[] isReference = new boolean[classes.length];
    boolean[] isUnheld = new boolean[classes.length];
    for (HeapClass type : classes) {
      int c = type.number();
      isReference[c] = !followed.contains(type.referentStrength());
      isUnheld[c] = type.objectIndex() >= 0 && !roots.isRoot(type.objectIndex());
      if (isUnheld[c]) {
        unheld[unheldCount++] = c;
      }
    }
    references = new Bits(objects);
    ofUnheld = new Bits(objects);
    // Chunks are multiples of 64, so that no two threads write one word of bits.
    Workers.forRange(
        objects,
        CHUNK,
        () ->
            (from, to) -> {
              for (int i = (int) from; i < to; i++) {
                int c = classNumbers.get(i);
                if (isReference[c]) {
                  references.set(i);
                }
                if (isUnheld[c]) {
                  ofUnheld.set(i);
                }
              }
            });
  }

  /**
   * Tells whether the object is a Reference whose referent is treated apart. One bit in two
   * megabytes instead of an int in sixty: traversals meet objects at random places.
   */
  boolean isReference(int index) {
    return references.get(index);
  }

  /** Tells whether the object's class is no root, so that its instances alone may hold it. */
  boolean isOfUnheldClass(int index) {
    return ofUnheld.get(index);
  }

  /** Tells whether a search has entered every class that is no root. O(classes). */
  boolean holdsAllClasses(Bits visited) {
    for (int i = 0; i < unheldCount; i++) {
      if (!visited.get(classObjects[unheld[i]])) {
        return false;
      }
    }
    return true;
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
