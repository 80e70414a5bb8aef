package heapsh.jdk;

import heapsh.graph.HeapClass;
import heapsh.graph.HeapField;
import heapsh.graph.HeapGraph;
import heapsh.render.ClassNames;
import heapsh.render.SafeText;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Names classes and their members shortly: without the package, unless another class would have the
 * same short name. Immutable and thread-safe.
 */
final class TypeNames {
  private static final int MAX_CHARS = 1000;

  /** Marks short names of containers and arrays, which nothing else is mistaken for. */
  private static final String HOLDER = "holder ";

  private final HeapGraph graph;
  private final Set<String> ambiguous = new HashSet<>();

  TypeNames(HeapGraph graph, KnownClasses known) {
    this.graph = graph;
    Map<String, String> seen = new HashMap<>();
    for (int number = 0; number < graph.classCount(); number++) {
      HeapClass type = graph.heapClass(number);
      String simple = ClassNames.simple(type.name());
      note(seen, simple, type.name());
      if (type.isArray() || known.isContainer(number)) {
        note(seen, HOLDER + simple, type.name());
      }
    }
    Set<String> names = Set.copyOf(ambiguous);
    seen.clear();
    for (int number = 0; number < graph.classCount(); number++) {
      HeapClass type = graph.heapClass(number);
      if (names.contains(ClassNames.simple(type.name()))) {
        noteMembers(seen, type);
      }
    }
  }

  private void noteMembers(Map<String, String> seen, HeapClass type) {
    String simple = ClassNames.simple(type.name());
    for (HeapField field : type.declaredFields()) {
      note(seen, simple + '.' + field.name(), type.name());
    }
    for (HeapField field : type.staticFields()) {
      note(seen, "static " + simple + '.' + field.name(), type.name());
    }
  }

  private void note(Map<String, String> seen, String shortName, String className) {
    String before = seen.putIfAbsent(shortName, className);
    if (before != null && !before.equals(className)) {
      ambiguous.add(shortName);
    }
  }

  /** Returns the short name of a class, safe to show. */
  String of(int classNumber) {
    String name = graph.heapClass(classNumber).name();
    String simple = ClassNames.simple(name);
    return safe(ambiguous.contains(simple) ? name : simple);
  }

  /** Returns the short name of a container or an array, safe to show. */
  String ofHolder(int classNumber) {
    String name = graph.heapClass(classNumber).name();
    String simple = ClassNames.simple(name);
    return safe(ambiguous.contains(HOLDER + simple) ? name : simple);
  }

  /** Returns an instance field as {@code Crawler.queue}. */
  String of(HeapField field) {
    String name = graph.heapClass(field.declaringClass()).name();
    String simple = ClassNames.simple(name) + '.' + field.name();
    return safe(ambiguous.contains(simple) ? name + '.' + field.name() : simple);
  }

  /** Returns a static field of a class as {@code static Connections.INSTANCE}. */
  String ofStatic(HeapClass type, HeapField field) {
    String simple = "static " + ClassNames.simple(type.name()) + '.' + field.name();
    return ambiguous.contains(simple) ? ofStaticInFull(type, field) : safe(simple);
  }

  /** Returns a static field of a class with its package. */
  String ofStaticInFull(HeapClass type, HeapField field) {
    return safe("static " + type.name() + '.' + field.name());
  }

  /** Returns the text without what a terminal would act on. */
  static String safe(String name) {
    return SafeText.of(name, MAX_CHARS);
  }
}
