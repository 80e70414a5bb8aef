package heapsh.jdk;

import heapsh.graph.HeapClass;
import heapsh.graph.HeapField;
import heapsh.graph.HeapGraph;
import java.util.Arrays;
import java.util.Set;

/**
 * Computes what fields alone say of the sizes of classes: no address is looked at. Not thread-safe.
 */
final class ClassSizes {
  private final HeapGraph graph;
  private final VmFields vmFields;
  private final int wordBytes;
  private final ClassFields[] fields;
  private int[] chain = new int[16];

  ClassSizes(HeapGraph graph, VmFields vmFields, int wordBytes) {
    this.graph = graph;
    this.vmFields = vmFields;
    this.wordBytes = wordBytes;
    this.fields = new ClassFields[graph.classCount()];
  }

  /** Returns the size of an instance. O(fields and superclasses). */
  long instanceBytes(HeapClass type, FieldPacking packing, LayoutRules rules) {
    int depth = 0;
    for (int n = type.number(); n >= 0; n = graph.heapClass(n).superNumber()) {
      if (depth == chain.length) {
        chain = Arrays.copyOf(chain, 2 * depth);
      }
      chain[depth++] = n;
    }
    packing.start(rules.headerBytes());
    while (depth > 0) {
      packing.add(fields(chain[--depth]));
    }
    return rules.aligned(packing.end());
  }

  private ClassFields fields(int number) {
    ClassFields known = fields[number];
    if (known == null) {
      known = ClassFields.of(graph.heapClass(number), vmFields, wordBytes);
      fields[number] = known;
    }
    return known;
  }

  /** Returns what the statics of a class take in its class object, in whole words. */
  long staticBytes(HeapClass type, FieldPacking packing) {
    FieldCounts statics = new FieldCounts();
    for (HeapField field : type.staticFields()) {
      // The dumper shows the resolved references of the constant pool as if they were statics.
      if (!field.name().startsWith("<")) {
        statics.add(field.type());
      }
    }
    packing.start(0);
    packing.addStatics(statics);
    return LayoutRules.align(packing.end(), 8);
  }

  /** Tells whether a class or one of its superclasses has one of these names. */
  boolean isBelow(HeapClass type, Set<String> names) {
    if (names.isEmpty()) {
      return false;
    }
    for (int n = type.number(); n >= 0; n = graph.heapClass(n).superNumber()) {
      if (names.contains(graph.heapClass(n).name())) {
        return true;
      }
    }
    return false;
  }
}
