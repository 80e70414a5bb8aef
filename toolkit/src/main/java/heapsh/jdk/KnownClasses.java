package heapsh.jdk;

import heapsh.graph.HeapClass;
import heapsh.graph.HeapField;
import heapsh.graph.HeapGraph;
import heapsh.jdk.Descriptor.Part;
import heapsh.jdk.KnownClass.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the known classes of a heap and their subclasses. Immutable and thread-safe. */
final class KnownClasses {
  /** Bounds superclass chains, which a damaged dump may close to a ring. */
  private static final int MAX_DEPTH = 1000;

  private final KnownClass[] byNumber;

  KnownClasses(HeapGraph graph) {
    int count = graph.classCount();
    byNumber = new KnownClass[count];
    Descriptor[] own = new Descriptor[count];
    Map<String, HeapClass> named = new HashMap<>();
    for (int number = 0; number < count; number++) {
      HeapClass type = graph.heapClass(number);
      own[number] = choose(type);
      named.putIfAbsent(type.name(), type);
    }
    for (int number = 0; number < count; number++) {
      List<Row> chain = chain(graph, number, own);
      if (!chain.isEmpty()) {
        int sentinel = sentinel(graph, named, chain.get(0).descriptor().sentinel());
        byNumber[number] = new KnownClass(graph.heapClass(number), chain, sentinel);
      }
    }
  }

  /** Returns what is known of the class with this number, or null. O(1). */
  KnownClass get(int classNumber) {
    return byNumber[classNumber];
  }

  /** Tells whether instances of this class are containers to their user. O(1). */
  boolean isContainer(int classNumber) {
    KnownClass type = byNumber[classNumber];
    return type != null && type.isContainer();
  }

  private static Descriptor choose(HeapClass type) {
    if (type.isArray() || type.isPhantom()) {
      return null;
    }
    for (Descriptor row : Descriptors.of(type.name())) {
      if (fits(type, row)) {
        return row;
      }
    }
    return null;
  }

  private static boolean fits(HeapClass type, Descriptor row) {
    for (Part part : row.parts()) {
      HeapField field = type.fieldNamed(part.field());
      if (field == null ? part.required() : field.isReference() == part.role().isPrimitive()) {
        return false;
      }
    }
    return true;
  }

  private static List<Row> chain(HeapGraph graph, int number, Descriptor[] own) {
    List<Row> chain = new ArrayList<>();
    int at = number;
    for (int depth = 0; at >= 0 && depth < MAX_DEPTH; depth++) {
      HeapClass type = graph.heapClass(at);
      if (own[at] != null) {
        chain.add(new Row(type, own[at]));
      }
      at = type.superNumber();
    }
    return chain;
  }

  private static int sentinel(HeapGraph graph, Map<String, HeapClass> named, String name) {
    if (name == null) {
      return KnownClass.NO_SENTINEL;
    }
    int dot = name.lastIndexOf('.');
    HeapClass type = named.get(name.substring(0, dot));
    HeapField field = type == null ? null : type.staticNamed(name.substring(dot + 1));
    if (field == null || !field.isReference() || type.objectIndex() < 0) {
      return KnownClass.NO_SENTINEL;
    }
    int index = graph.reader().reference(type.objectIndex(), field);
    return index >= 0 ? index : KnownClass.NO_SENTINEL;
  }
}
