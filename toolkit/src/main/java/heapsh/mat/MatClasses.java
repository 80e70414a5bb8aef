package heapsh.mat;

import heapsh.graph.ClassBuilder;
import heapsh.graph.HeapClass;
import heapsh.hprof.Catalog;
import heapsh.hprof.FieldType;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import org.eclipse.mat.parser.model.ClassImpl;
import org.eclipse.mat.snapshot.model.Field;
import org.eclipse.mat.snapshot.model.FieldDescriptor;

/** Numbers MAT's classes by their ids and describes them as the seam does. Immutable. */
final class MatClasses {
  private final Catalog catalog;
  private final MatObjects objects;
  private final DumpHandler handler;
  private final List<ClassImpl> sources = new ArrayList<>();
  private final Int2IntOpenHashMap numbers = new Int2IntOpenHashMap();
  private final HeapClass[] classes;

  MatClasses(MatSnapshot snapshot, MatObjects objects, DumpHandler handler, Catalog catalog) {
    this.catalog = catalog;
    this.objects = objects;
    this.handler = handler;
    snapshot.classes().forEach(type -> sources.add((ClassImpl) type));
    sources.sort(Comparator.comparingInt(ClassImpl::getObjectId));
    numbers.defaultReturnValue(-1);
    for (int number = 0; number < sources.size(); number++) {
      numbers.put(sources.get(number).getObjectId(), number);
    }
    classes = new HeapClass[sources.size()];
    for (int number = 0; number < classes.length; number++) {
      build(number);
    }
  }

  HeapClass[] toArray() {
    return classes;
  }

  /** Returns the number of the class with this MAT id, or -1. */
  int numberOfId(int classId) {
    return numbers.get(classId);
  }

  /** Builds a class after its superclasses, without recursion. */
  private void build(int number) {
    Deque<Integer> chain = new ArrayDeque<>();
    for (int n = number; n >= 0 && classes[n] == null; n = superNumber(n)) {
      chain.push(n);
    }
    while (!chain.isEmpty()) {
      int n = chain.pop();
      int parent = superNumber(n);
      classes[n] = make(n, parent < 0 ? null : classes[parent]);
    }
  }

  private int superNumber(int number) {
    ClassImpl source = sources.get(number);
    return source.getSuperClassAddress() == 0 ? -1 : numbers.get(source.getSuperClassId());
  }

  private HeapClass make(int number, HeapClass parent) {
    ClassImpl source = sources.get(number);
    long address = source.getObjectAddress();
    if (handler.isInvented(address)) {
      return invented(number, source);
    }
    List<Field> statics = source.getStaticFields();
    int count = statics.size() - DumpHandler.PSEUDO_STATICS;
    int[] positions = new int[count];
    for (int i = 0; i < count; i++) {
      positions[i] = i;
    }
    String name = catalog.readClassName(address);
    if (name == null) {
      name = "unnamed class 0x" + Long.toHexString(address);
    }
    return new ClassBuilder(number, name, address, catalog.idBytes())
        .object(objects.indexOf(address))
        .loader(loader(source))
        .parent(parent)
        .fields(declared(source.getFieldDescriptors()))
        .statics(declared(statics.subList(DumpHandler.PSEUDO_STATICS, statics.size())), positions)
        .build();
  }

  /** Makes a class that only the parser has: it has instances, but no record in the dump. */
  private HeapClass invented(int number, ClassImpl source) {
    String name = source.getName();
    if (!source.isArrayType()) {
      return ClassBuilder.phantom(number, name, 0, null);
    }
    for (FieldType type : FieldType.values()) {
      if (type != FieldType.OBJECT && name.equals(type.javaName() + "[]")) {
        return ClassBuilder.phantom(number, name, 0, type);
      }
    }
    long address = source.getObjectAddress();
    String known = catalog.readClassName(address);
    String shown = known != null ? known : "unknown class 0x" + Long.toHexString(address) + "[]";
    return ClassBuilder.phantom(number, shown, address, FieldType.OBJECT);
  }

  private int loader(ClassImpl source) {
    long address = source.getClassLoaderAddress();
    return address == 0 ? -1 : objects.indexOf(address);
  }

  private static List<ClassBuilder.Declared> declared(List<? extends FieldDescriptor> fields) {
    List<ClassBuilder.Declared> declared = new ArrayList<>(fields.size());
    for (FieldDescriptor field : fields) {
      FieldType type = FieldType.ofCode(field.getType());
      declared.add(new ClassBuilder.Declared(field.getName(), type));
    }
    return declared;
  }
}
