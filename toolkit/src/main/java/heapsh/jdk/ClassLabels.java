package heapsh.jdk;

import heapsh.graph.HeapClass;
import heapsh.graph.HeapField;
import heapsh.graph.HeapGraph;
import heapsh.graph.Strength;
import heapsh.jdk.Relation.Sort;
import java.util.Locale;

/**
 * Numbers the relations that follow from classes alone: of fields, statics, elements, keys. Each is
 * made once. Thread-safe: two threads that make one at a time get the same number.
 */
final class ClassLabels {
  private final HeapGraph graph;
  private final Labels labels;
  private final TypeNames names;
  private final int[][] fields;
  private final int[][] statics;
  private final int[] elements;
  private final int[] setElements;
  private final int[] keys;
  private final int[] referents = new int[Strength.values().length];
  private final int mixedFold;
  private final int classOfInstances;

  ClassLabels(HeapGraph graph, Labels labels, TypeNames names) {
    this.graph = graph;
    this.labels = labels;
    this.names = names;
    int count = graph.classCount();
    fields = new int[count][];
    statics = new int[count][];
    elements = new int[count];
    setElements = new int[count];
    keys = new int[count];
    mixedFold = labels.intern(Sort.KEYED, "Map[*]", "[*]");
    classOfInstances = labels.intern(Sort.CLASS, "<class>", "<class>");
    for (Strength strength : Strength.values()) {
      String text = '<' + strength.name().toLowerCase(Locale.ROOT) + '>';
      referents[strength.ordinal()] = labels.intern(Sort.REFERENT, text, text);
    }
  }

  /** Returns the relation of an instance field. */
  int field(int classNumber, int slot) {
    int[] row = fields[classNumber];
    if (row == null) {
      row = fieldRow(graph.heapClass(classNumber));
      fields[classNumber] = row;
    }
    return row[slot];
  }

  private int[] fieldRow(HeapClass type) {
    int[] row = new int[type.referenceSlotCount()];
    for (int slot = 0; slot < row.length; slot++) {
      HeapField field = type.referenceSlot(slot);
      row[slot] = labels.intern(Sort.FIELD, names.of(field), '.' + TypeNames.safe(field.name()));
    }
    return row;
  }

  /** Returns the relation of a slot of a class object. */
  int ofClassObject(int representedClass, int slot) {
    int[] row = statics[representedClass];
    if (row == null) {
      row = staticRow(graph.heapClass(representedClass));
      statics[representedClass] = row;
    }
    return row[slot];
  }

  private int[] staticRow(HeapClass type) {
    int fixed = HeapClass.CLASS_SLOTS.size();
    int references = 0;
    for (HeapField field : type.staticFields()) {
      references += field.isReference() ? 1 : 0;
    }
    int[] row = new int[fixed + references];
    for (int slot = 0; slot < row.length; slot++) {
      if (slot < fixed) {
        String name = '.' + HeapClass.CLASS_SLOTS.get(slot);
        row[slot] = labels.intern(Sort.CLASS, "Class" + name, name);
      } else {
        HeapField field = type.staticSlot(slot);
        row[slot] =
            labels.intern(
                Sort.STATIC, names.ofStatic(type, field), names.ofStaticInFull(type, field));
      }
    }
    return row;
  }

  /** Returns {@code <class>}: how an object refers to its class. */
  int classOfInstances() {
    return classOfInstances;
  }

  /** Returns {@code <weak>} and the like. */
  int referent(Strength strength) {
    return referents[strength.ordinal()];
  }

  /** Returns {@code ArrayDeque[*]}, for a list or an array. */
  int element(int classNumber) {
    return cached(elements, classNumber, Sort.ELEMENT, "[*]");
  }

  /** Returns {@code HashSet{*}}. */
  int setElement(int classNumber) {
    return cached(setElements, classNumber, Sort.ELEMENT, "{*}");
  }

  /** Returns {@code HashMap.keys}. */
  int mapKey(int classNumber) {
    return cached(keys, classNumber, Sort.MAP_KEY, ".keys");
  }

  /** Notes that a relation by key was met in a map of this class. */
  void fold(int keyed, int mapClass) {
    labels.fold(keyed, folded(mapClass), mixedFold);
  }

  /** Returns {@code HashMap[*]}, which stands for the values of rare keys. */
  int folded(int mapClass) {
    return cached(elements, mapClass, Sort.KEYED, "[*]");
  }

  private int cached(int[] cache, int classNumber, Sort sort, String step) {
    int number = cache[classNumber];
    if (number == 0) {
      number = labels.intern(sort, names.ofHolder(classNumber) + step, step) + 1;
      cache[classNumber] = number;
    }
    return number - 1;
  }
}
