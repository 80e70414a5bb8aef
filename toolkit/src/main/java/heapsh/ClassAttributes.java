package heapsh;

import heapsh.graph.HeapClass;
import heapsh.render.ClassNames;
import heapsh.render.SafeText;

/** Knows what follows from a class alone. */
final class ClassAttributes {
  private ClassAttributes() {}

  static Classification byPackage(Heap heap) {
    return new ByClassAttribute(heap, type -> packageName(type.name()));
  }

  static Classification byModule(Heap heap) {
    ModuleNames modules = ModuleNames.of(heap);
    return new ByClassAttribute(heap, modules::of);
  }

  static Classification byLoader(Heap heap) {
    return new ByClassAttribute(heap, type -> heap.classLabels().loader(type.loaderIndex()));
  }

  private static String packageName(String className) {
    if (isPrimitiveArray(className)) {
      return "<primitive arrays>";
    }
    String name = ClassNames.packageOf(className);
    return name.isEmpty() ? "<default package>" : SafeText.of(name, 500);
  }

  /** Tells whether a name is that of an array of primitives, of any depth. */
  static boolean isPrimitiveArray(String className) {
    int brackets = className.indexOf("[]");
    if (brackets < 0) {
      return false;
    }
    return switch (className.substring(0, brackets)) {
      case "boolean", "char", "float", "double", "byte", "short", "int", "long" -> true;
      default -> false;
    };
  }

  /**
   * Returns the class at the bottom of an array class's name: {@code String} of {@code String[][]}.
   */
  static String elementName(HeapClass type) {
    int brackets = type.isArray() ? type.name().indexOf("[]") : -1;
    return brackets < 0 ? type.name() : type.name().substring(0, brackets);
  }
}
