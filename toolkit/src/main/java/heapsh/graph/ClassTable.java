package heapsh.graph;

import heapsh.hprof.Catalog;
import heapsh.hprof.ClassRecord;
import heapsh.hprof.FieldType;
import heapsh.hprof.HprofException;
import heapsh.hprof.Tags;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns class records into {@link HeapClass}es with their field layouts, and finds classes by id.
 *
 * <p>Objects may name classes that have no record; such phantom classes are added when they are
 * met. Adding is synchronized, looking up a class that has a record is not.
 */
final class ClassTable {
  private static final String CLASS_NAME = "java.lang.Class";

  private final Catalog catalog;
  private final IdIndex ids;
  private final Path file;
  private final List<ClassRecord> records;
  private final Long2IntOpenHashMap numbers = new Long2IntOpenHashMap();
  private final List<HeapClass> classes = new ArrayList<>();
  private final Map<Long, Integer> phantoms = new HashMap<>();
  private final Map<String, Integer> damaged = new HashMap<>();
  private final boolean salvage;
  private final BitSet orphans = new BitSet();
  private final int classOfClasses;
  private final int[] primitiveArrayNumbers = new int[FieldType.values().length];
  private final List<String> warnings = new ArrayList<>();

  /**
   * Makes the table.
   *
   * @param salvage whether a class that is its own superclass is taken for one without superclass
   * @throws HprofException when a class is its own superclass, unless salvaging
   */
  ClassTable(Catalog catalog, IdIndex ids, List<ClassRecord> records, Path file, boolean salvage) {
    this.salvage = salvage;
    this.catalog = catalog;
    this.ids = ids;
    this.file = file;
    this.records = records;
    numbers.defaultReturnValue(-1);
    for (int i = 0; i < records.size(); i++) {
      numbers.putIfAbsent(records.get(i).id(), i);
    }
    breakCircles();
    HeapClass[] built = new HeapClass[records.size()];
    for (int i = 0; i < built.length; i++) {
      build(i, built);
    }
    classes.addAll(Arrays.asList(built));
    classOfClasses = numberNamed(CLASS_NAME, null);
    for (FieldType type : FieldType.values()) {
      primitiveArrayNumbers[type.ordinal()] =
          type == FieldType.OBJECT ? -1 : numberNamed(type.javaName() + "[]", type);
    }
  }

  /** Returns the class of class objects. */
  int classOfClasses() {
    return classOfClasses;
  }

  /** Returns the class of arrays of a primitive type. */
  int primitiveArray(FieldType type) {
    return primitiveArrayNumbers[type.ordinal()];
  }

  /** Returns the number of the class with this id, adding a phantom when no record has it. */
  int numberOf(long classId, boolean array) {
    int number = numbers.get(classId);
    return number >= 0 ? number : phantom(classId, array);
  }

  /** Returns the record of a class, or null for a phantom. */
  ClassRecord record(int number) {
    return number < records.size() ? records.get(number) : null;
  }

  /** Returns the number of a class that has a record. */
  int recordedNumber(long classId) {
    return numbers.get(classId);
  }

  synchronized HeapClass get(int number) {
    return classes.get(number);
  }

  /** Returns all classes; no phantom may be added afterwards. */
  synchronized HeapClass[] toArray() {
    return classes.toArray(HeapClass[]::new);
  }

  /** Returns what is odd about the classes, a line each. */
  synchronized List<String> warnings() {
    List<String> all = new ArrayList<>(warnings);
    if (!phantoms.isEmpty()) {
      all.add(
          phantoms.size()
              + " classes have instances but no CLASS_DUMP, such as "
              + classes.get(phantoms.values().iterator().next()).name()
              + "; their fields are unknown");
    }
    return all;
  }

  private int numberNamed(String name, FieldType elementType) {
    for (HeapClass type : classes) {
      if (type.name().equals(name)) {
        return type.number();
      }
    }
    return add(name, 0, elementType);
  }

  private synchronized int phantom(long classId, boolean array) {
    Integer known = phantoms.get(array ? classId : ~classId);
    if (known != null) {
      return known;
    }
    String name = catalog.readClassName(classId);
    if (name == null) {
      name = "unknown class 0x" + Long.toHexString(classId) + (array ? "[]" : "");
    }
    int number = add(name, classId, array ? FieldType.OBJECT : null);
    phantoms.put(array ? classId : ~classId, number);
    return number;
  }

  /**
   * Returns the number of the class that stands for objects whose records do not fit their class;
   * added when first asked for.
   *
   * @param tag the tag of such a record
   */
  synchronized int damaged(long classId, int tag) {
    int known = numbers.get(classId);
    String name = known >= 0 ? classes.get(known).name() : catalog.readClassName(classId);
    FieldType element = tag == Tags.OBJECT_ARRAY_DUMP ? FieldType.OBJECT : null;
    String title =
        (name == null ? "unknown class 0x" + Long.toHexString(classId) : name)
            + (element == null ? " (damaged record)" : " (damaged array)");
    Integer number = damaged.get(title);
    if (number == null) {
      number = add(title, classId, element);
      damaged.put(title, number);
    }
    return number;
  }

  private int add(String name, long id, FieldType elementType) {
    int number = classes.size();
    classes.add(ClassBuilder.phantom(number, name, id, elementType));
    return number;
  }

  /** Finds classes that are their own superclasses, by any number of steps. O(classes). */
  private void breakCircles() {
    int[] walk = new int[records.size()]; // the walk that came by a class, counted from 1
    for (int number = 0; number < walk.length; number++) {
      int before = -1;
      int n = number;
      while (n >= 0 && walk[n] == 0) {
        walk[n] = number + 1;
        before = n;
        n = superNumber(n);
      }
      if (n >= 0 && walk[n] == number + 1) {
        orphan(before);
      }
    }
  }

  /** Returns how many classes were cut off from a superclass that is their subclass. */
  int orphans() {
    return orphans.cardinality();
  }

  private void orphan(int number) {
    ClassRecord record = records.get(number);
    HprofException circle =
        HprofException.damage(
            file, "CLASS_DUMP", record.position(), "the class is its own superclass");
    if (!salvage) {
      throw circle;
    }
    orphans.set(number);
  }

  /**
   * Builds a class after its superclasses. The chain is walked without recursion: a dump may make
   * it long.
   */
  private void build(int number, HeapClass[] built) {
    List<Integer> chain = new ArrayList<>();
    for (int n = number; n >= 0 && built[n] == null; n = superNumber(n)) {
      chain.add(n);
    }
    for (int i = chain.size() - 1; i >= 0; i--) {
      int n = chain.get(i);
      int parent = superNumber(n);
      built[n] = make(n, parent < 0 ? null : built[parent]);
    }
  }

  private int superNumber(int number) {
    long superId = records.get(number).references()[0];
    return superId == 0 || orphans.get(number) ? -1 : numbers.get(superId);
  }

  private HeapClass make(int number, HeapClass parent) {
    ClassRecord record = records.get(number);
    String name = catalog.readClassName(record.id());
    if (name == null) {
      name = "unnamed class 0x" + Long.toHexString(record.id());
    }
    boolean parentMissing = parent == null && record.references()[0] != 0;
    if (parentMissing) {
      warnings.add("the superclass of " + name + " has no CLASS_DUMP; its fields are unknown");
    }
    ClassBuilder builder =
        new ClassBuilder(number, name, record.id(), catalog.idBytes())
            .object(ids.indexOf(record.id()))
            .loader(record.references()[1] == 0 ? -1 : ids.indexOf(record.references()[1]))
            .fields(declared(catalog, record.fieldNames(), record.fieldTypes()))
            .statics(
                declared(catalog, record.staticNames(), record.staticTypes()),
                record.staticOffsets());
    return (parentMissing ? builder.parentUnknown() : builder.parent(parent)).build();
  }

  private static List<ClassBuilder.Declared> declared(
      Catalog catalog, long[] names, FieldType[] types) {
    List<ClassBuilder.Declared> fields = new ArrayList<>(names.length);
    for (int i = 0; i < names.length; i++) {
      fields.add(new ClassBuilder.Declared(catalog.readName(names[i]), types[i]));
    }
    return fields;
  }
}
