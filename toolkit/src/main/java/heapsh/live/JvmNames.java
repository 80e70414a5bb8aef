package heapsh.live;

/** Turns the names that a JVM gives to classes into those that a Java programmer writes. */
final class JvmNames {
  private JvmNames() {}

  /**
   * Returns {@code byte[]} for {@code [B}, {@code a.B[][]} for {@code [[La.B;}; other names as they
   * are. An array is named as in {@link Class#getName}.
   */
  static String toJava(String name) {
    int dimensions = 0;
    while (dimensions < name.length() && name.charAt(dimensions) == '[') {
      dimensions++;
    }
    String element = dimensions == 0 ? null : element(name, dimensions);
    return element == null ? name : element + "[]".repeat(dimensions);
  }

  private static String element(String name, int start) {
    int length = name.length() - start;
    if (length > 2 && name.charAt(start) == 'L' && name.endsWith(";")) {
      return name.substring(start + 1, name.length() - 1);
    }
    if (length != 1 || start > 255) { // JVMS 4.4.1: at most 255 dimensions
      return null;
    }
    return switch (name.charAt(start)) {
      case 'B' -> "byte";
      case 'C' -> "char";
      case 'D' -> "double";
      case 'F' -> "float";
      case 'I' -> "int";
      case 'J' -> "long";
      case 'S' -> "short";
      case 'Z' -> "boolean";
      default -> null;
    };
  }
}
