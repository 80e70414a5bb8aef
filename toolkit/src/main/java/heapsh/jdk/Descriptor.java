package heapsh.jdk;

import java.util.ArrayList;
import java.util.List;

/**
 * Describes one layout of one JDK class: a row of {@link Descriptors}.
 *
 * @param className the class that declares or inherits the fields
 * @param form what an instance is to its user, {@code NONE} for nodes
 * @param shape how its contents are arranged
 * @param parts its fields with their roles; those of superclasses have rows of their own
 * @param sentinel {@code Class.FIELD} of the static that stands for null or for nothing, or null
 */
record Descriptor(String className, Form form, Shape shape, List<Part> parts, String sentinel) {

  /**
   * Describes one field.
   *
   * @param required whether a class without it is another layout
   */
  record Part(String field, Role role, boolean required) {}

  /**
   * Makes a row; {@code parts} as in {@code "table=TABLE size=SIZE keySet=VIEW?"}, {@code ?}
   * marking the optional.
   */
  static Descriptor of(String className, Form form, Shape shape, String parts) {
    List<Part> list = new ArrayList<>();
    for (String part : parts.split(" ")) {
      if (!part.isEmpty()) {
        int equals = part.indexOf('=');
        boolean required = !part.endsWith("?");
        String role = part.substring(equals + 1, required ? part.length() : part.length() - 1);
        list.add(new Part(part.substring(0, equals), Role.valueOf(role), required));
      }
    }
    return new Descriptor(className, form, shape, List.copyOf(list), null);
  }

  /** Returns this row with a sentinel. */
  Descriptor withSentinel(String staticField) {
    return new Descriptor(className, form, shape, parts, staticField);
  }

  /** Tells whether instances are parts of a container and none themselves. */
  boolean isNode() {
    return shape == Shape.NODE || shape == Shape.EMPTY_NODE;
  }
}
