package heapsh;

import heapsh.graph.HeapClass;
import heapsh.graph.HeapField;
import heapsh.graph.HeapGraph;
import heapsh.render.ClassNames;
import heapsh.render.SafeText;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The fields of one object with their values, in the order of the class. Immutable; shows itself
 * safely.
 */
final class HeapFields extends AbstractMap<String, Object> {
  /** Longer names stand out of the column, so that one of them does not push all values aside. */
  private static final int WIDEST_NAME = 32;

  private final Map<String, Object> values;

  private HeapFields(Map<String, Object> values) {
    this.values = Collections.unmodifiableMap(values);
  }

  /** Reads the fields of an instance, or the static ones of a class object. */
  static HeapFields of(HeapReader heap, int index) {
    Map<String, Object> values = new LinkedHashMap<>();
    Value value = new Value();
    int represented = heap.graph().representedClass(index);
    HeapClass type = represented < 0 ? heap.classOf(index) : heap.graph().heapClass(represented);
    if (represented >= 0) {
      for (HeapField field : type.staticFields()) {
        heap.field(index, field, value);
        put(heap.graph(), values, field, HeapValues.of(heap.heap(), value));
      }
      return new HeapFields(values);
    }
    for (int k = 0; k < type.fieldCount(); k++) {
      heap.field(index, type.field(k), value);
      put(heap.graph(), values, type.field(k), HeapValues.of(heap.heap(), value));
    }
    return new HeapFields(values);
  }

  /** Puts a field under its name; one that a field of a subclass hides under its class and name. */
  private static void put(
      HeapGraph graph, Map<String, Object> values, HeapField field, Object value) {
    String name = field.name();
    String owner = graph.heapClass(field.declaringClass()).name();
    if (values.containsKey(name)) {
      name = ClassNames.simple(owner) + '.' + field.name();
    }
    if (values.containsKey(name)) {
      name = owner + '.' + field.name();
    }
    values.putIfAbsent(name, value);
  }

  @Override
  public Set<Map.Entry<String, Object>> entrySet() {
    return values.entrySet();
  }

  @Override
  public Object get(Object name) {
    return values.get(name);
  }

  @Override
  public boolean containsKey(Object name) {
    return values.containsKey(name);
  }

  /** Returns one line for each field: {@code name = value}, the names padded to one width. */
  String[] lines(int width) {
    int widest =
        values.keySet().stream()
            .mapToInt(String::length)
            .map(n -> Math.min(n, WIDEST_NAME))
            .max()
            .orElse(0);
    String[] lines = new String[values.size()];
    int k = 0;
    for (Map.Entry<String, Object> field : values.entrySet()) {
      String name = ValueText.cut(SafeText.of(field.getKey(), width), width / 2);
      String start = name + " ".repeat(Math.max(0, widest - name.length())) + " = ";
      lines[k++] = start + ValueText.of(field.getValue(), width - start.length());
    }
    return lines;
  }

  @Override
  public String toString() {
    String head = Listing.counted(values.size(), "field");
    try {
      String[] lines = lines(Listing.MAX_COLUMNS - 2);
      return Listing.page(
          head, lines.length, k -> "  " + lines[k], "", "more; get(\"name\") has any");
    } catch (HeapException e) {
      return head + ": " + e.getMessage();
    }
  }
}
