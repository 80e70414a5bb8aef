package heapsh.render;

/**
 * Shortens Java class names for narrow tables: from the package side, never in the class's own
 * name.
 */
public final class ClassNames {
  private ClassNames() {}

  /** Returns the name without its package: {@code HashMap$Node}, {@code Object[]}. */
  public static String simple(String className) {
    return className.substring(packageEnd(className));
  }

  /** Returns the package, empty for the default package and primitive arrays. */
  public static String packageOf(String className) {
    return className.substring(0, Math.max(0, packageEnd(className) - 1));
  }

  /**
   * Returns the name with as many leading package parts cut to one letter as are needed to fit
   * {@code width}.
   */
  public static String fit(String className, int width) {
    if (className.length() <= width) {
      return className;
    }
    StringBuilder name = new StringBuilder(className);
    int part = 0;
    while (name.length() > width && part < packageEnd(name)) {
      int dot = name.indexOf(".", part);
      if (dot > part) {
        name.delete(part + 1, dot);
        part += 2;
      } else {
        part++; // an empty part, as in no name of Java's
      }
    }
    return name.toString();
  }

  /**
   * Returns where the class's own name begins; a hidden class's {@code /0x...} suffix holds no dot.
   */
  private static int packageEnd(CharSequence name) {
    for (int i = name.length() - 1; i >= 0; i--) {
      if (name.charAt(i) == '.' && i + 1 < name.length() && name.charAt(i + 1) != '.') {
        return i + 1;
      }
    }
    return 0;
  }
}
