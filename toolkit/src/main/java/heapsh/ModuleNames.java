package heapsh;

import heapsh.graph.HeapClass;
import heapsh.graph.HeapField;
import heapsh.graph.HeapGraph;
import heapsh.graph.ObjectReader;
import heapsh.jdk.JavaStrings;
import heapsh.render.ClassNames;
import heapsh.render.SafeText;
import java.util.HashMap;
import java.util.Map;

/**
 * Knows the module of every class: from the {@code java.lang.Module} objects of the heap, by loader
 * and package. A dump says nothing else about modules.
 */
final class ModuleNames {
  private static final String UNNAMED = "<unnamed>";
  private static final int NAME_LIMIT = 500;

  private final Map<String, String> moduleOfPackage = new HashMap<>();
  private final HeapGraph graph;
  private final JavaStrings strings;
  private final ObjectReader reader;

  private ModuleNames(Heap heap) {
    graph = heap.graph();
    strings = heap.jdk().strings();
    reader = graph.reader();
  }

  /** Reads the modules of a heap. O(objects). */
  static ModuleNames of(Heap heap) {
    ModuleNames names = new ModuleNames(heap);
    HeapGraph graph = heap.graph();
    for (int number = 0; number < graph.classCount(); number++) {
      if (graph.heapClass(number).name().equals("java.lang.Module")) {
        HeapClass type = graph.heapClass(number);
        heap.instances(type).forEach((int module) -> names.add(heap, type, module));
      }
    }
    return names;
  }

  private void add(Heap heap, HeapClass type, int module) {
    String name = text(module, type.fieldNamed("name"));
    int loader = reference(module, type.fieldNamed("loader"));
    int descriptor = reference(module, type.fieldNamed("descriptor"));
    if (name == null || descriptor < 0) {
      return;
    }
    HeapClass descriptorType = graph.heapClass(graph.classNumber(descriptor));
    int packages = reference(descriptor, descriptorType.fieldNamed("packages"));
    if (packages >= 0) {
      heap.jdk()
          .containers()
          .elements(reader, packages, element -> addPackage(loader, element, name));
    }
  }

  private void addPackage(int loader, int element, String module) {
    if (element >= 0 && strings.isString(element)) {
      moduleOfPackage.put(key(loader, strings.text(reader, element, NAME_LIMIT)), module);
    }
  }

  private String text(int object, HeapField field) {
    int string = reference(object, field);
    return string >= 0 && strings.isString(string)
        ? SafeText.of(strings.text(reader, string, NAME_LIMIT), NAME_LIMIT)
        : null;
  }

  private int reference(int object, HeapField field) {
    return field == null || !field.isReference()
        ? ObjectReader.NULL
        : reader.reference(object, field);
  }

  /** Returns the name of a class's module. */
  String of(HeapClass type) {
    if (ClassAttributes.isPrimitiveArray(type.name())) {
      return moduleOfPackage.isEmpty() ? UNNAMED : "java.base";
    }
    String packageName = ClassNames.packageOf(ClassAttributes.elementName(type));
    return moduleOfPackage.getOrDefault(key(type.loaderIndex(), packageName), UNNAMED);
  }

  private static String key(int loader, String packageName) {
    return Math.max(-1, loader) + " " + packageName;
  }
}
