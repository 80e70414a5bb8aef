package heapsh;

import heapsh.graph.HeapClass;
import heapsh.graph.HeapField;
import heapsh.graph.HeapGraph;
import heapsh.graph.ReferenceCut;
import heapsh.render.ClassNames;
import heapsh.render.SafeText;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds a declared field by the name of its class and its own: {@code com.acme.Cache.entries}. The
 * class may go without its package, and {@code static} may stand before it, as relations are
 * printed.
 */
final class FieldNamed {
  private static final String STATIC = "static ";

  private final HeapGraph graph;
  private final String given;
  private final String className;
  private final String fieldName;

  private FieldNamed(HeapGraph graph, String given) {
    this.graph = graph;
    String text = given == null ? "" : given.strip();
    this.given = text.startsWith(STATIC) ? text.substring(STATIC.length()).strip() : text;
    int dot = this.given.lastIndexOf('.');
    if (dot <= 0 || dot == this.given.length() - 1) {
      throw new HeapException(
          "'"
              + SafeText.of(text, 100)
              + "' names no field; take its class, a dot and its name, such as"
              + " \"java.lang.Thread.threadLocals\"");
    }
    className = this.given.substring(0, dot);
    fieldName = this.given.substring(dot + 1);
  }

  /**
   * Adds the references in a field to a cut.
   *
   * @throws HeapException when there is no such field, with near matches, or it holds no references
   */
  static ReferenceCut cut(Heap heap, ReferenceCut cut, String given) {
    return new FieldNamed(heap.graph(), given).addTo(cut);
  }

  private ReferenceCut addTo(ReferenceCut cut) {
    ReferenceCut result = cut;
    boolean found = false;
    HeapField primitive = null;
    List<HeapClass> classes = classes();
    for (HeapClass type : classes) {
      for (HeapField field : fields(type)) {
        if (!field.isReference()) {
          primitive = field;
        } else {
          found = true;
          result = result.inField(graph, type, field);
        }
      }
    }
    if (!found) {
      throw new HeapException(primitive != null ? holdsNone(primitive) : noField(classes));
    }
    return result;
  }

  /** Returns the classes of this name, whole or simple; several when loaders share it. */
  private List<HeapClass> classes() {
    List<HeapClass> whole = new ArrayList<>();
    List<HeapClass> simple = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    for (int number = 0; number < graph.classCount(); number++) {
      HeapClass type = graph.heapClass(number);
      if (type.name().equals(className)) {
        whole.add(type);
      } else if (ClassNames.simple(type.name()).equals(className)) {
        simple.add(type);
        names.add(type.name());
      }
    }
    if (!whole.isEmpty()) {
      return whole;
    }
    if (names.size() > 1) {
      throw new HeapException(
          "several classes are called '"
              + SafeText.of(className, 100)
              + "'; take one with its package: "
              + listed(names));
    }
    return simple.isEmpty() ? noClass() : simple;
  }

  private static String listed(Set<String> names) {
    List<String> safe = names.stream().limit(3).map(name -> SafeText.of(name, 80)).toList();
    return String.join(", ", safe) + (names.size() > 3 ? ", ..." : "");
  }

  private List<HeapClass> noClass() {
    List<String> names = new ArrayList<>();
    for (int number = 0; number < graph.classCount(); number++) {
      names.add(graph.heapClass(number).name());
    }
    String hint = NearMatches.hint(className, names);
    throw new HeapException(
        "no class '"
            + SafeText.of(className, 100)
            + "' in this heap, so no field '"
            + SafeText.of(fieldName, 100)
            + "'"
            + (hint.isEmpty()
                ? "; take its class, a dot and its name, such as \"java.lang.Thread.threadLocals\""
                : hint));
  }

  /** Returns the nearest instance field and the static field of the name, those that there are. */
  private List<HeapField> fields(HeapClass type) {
    List<HeapField> fields = new ArrayList<>();
    if (type.fieldNamed(fieldName) != null) {
      fields.add(type.fieldNamed(fieldName));
    }
    if (type.staticNamed(fieldName) != null) {
      fields.add(type.staticNamed(fieldName));
    }
    return fields;
  }

  private String holdsNone(HeapField field) {
    return "field '"
        + SafeText.of(fieldName, 100)
        + "' of "
        + SafeText.of(className, 100)
        + " is of type "
        + field.type().name().toLowerCase(Locale.ROOT)
        + ": only fields that hold references can be cut";
  }

  private String noField(List<HeapClass> classes) {
    List<String> names = new ArrayList<>();
    for (HeapClass type : classes) {
      for (int k = 0; k < type.fieldCount(); k++) {
        names.add(type.field(k).name());
      }
      type.staticFields().forEach(field -> names.add(field.name()));
    }
    return "no field '"
        + SafeText.of(fieldName, 100)
        + "' in "
        + SafeText.of(classes.get(0).name(), 100)
        + NearMatches.hint(fieldName, names);
  }
}
