package heapsh.graph;

import heapsh.hprof.FieldType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes a {@link HeapClass} of what a dump says about a class: lays out its fields and numbers its
 * reference slots, the same for every engine. A superclass is built before its subclasses. Not
 * thread-safe.
 */
public final class ClassBuilder {
  private static final String REFERENCE = "java.lang.ref.Reference";
  private static final Map<String, Strength> REFERENCES =
      Map.of(
          "java.lang.ref.SoftReference", Strength.SOFT,
          "java.lang.ref.WeakReference", Strength.WEAK,
          "java.lang.ref.FinalReference", Strength.FINAL,
          "java.lang.ref.PhantomReference", Strength.PHANTOM);

  /**
   * Names a field that a class declares.
   *
   * @param name its name
   * @param type the type of its values
   */
  public record Declared(String name, FieldType type) {}

  private final int number;
  private final String name;
  private final long id;
  private final int idBytes;
  private int objectIndex = -1;
  private int loaderIndex = -1;
  private HeapClass parent;
  private boolean parentKnown = true;
  private List<Declared> fields = List.of();
  private List<Declared> statics = List.of();
  private int[] staticOffsets = {};

  /**
   * Begins a class.
   *
   * @param number its dense number
   * @param name its Java name
   * @param id the id of its class object
   * @param idBytes identifier size of the dump
   */
  public ClassBuilder(int number, String name, long id, int idBytes) {
    this.number = number;
    this.name = name;
    this.id = id;
    this.idBytes = idBytes;
  }

  /**
   * Makes a class of which only the name is known.
   *
   * @param elementType the element type of an array class, null for another class
   */
  public static HeapClass phantom(int number, String name, long id, FieldType elementType) {
    return new HeapClass(
        number,
        name,
        id,
        -1,
        -1,
        -1,
        elementType,
        Strength.STRONG,
        true,
        elementType == null ? -1 : 0,
        List.of(),
        new HeapField[0]);
  }

  /** Sets the index of the class object; -1, as at first, for none. */
  public ClassBuilder object(int index) {
    objectIndex = index;
    return this;
  }

  /** Sets the index of the loader object; -1, as at first, for the boot loader. */
  public ClassBuilder loader(int index) {
    loaderIndex = index;
    return this;
  }

  /** Sets the superclass; null, as at first, for none. */
  public ClassBuilder parent(HeapClass superclass) {
    parent = superclass;
    return this;
  }

  /** Says that there is a superclass of which nothing is known: then no field can be located. */
  public ClassBuilder parentUnknown() {
    parentKnown = false;
    return this;
  }

  /** Sets the instance fields that the class itself declares, in the order of the class record. */
  public ClassBuilder fields(List<Declared> declared) {
    fields = declared;
    return this;
  }

  /**
   * Sets the static fields, in the order of the class record.
   *
   * @param offsets where the engine finds each value, see {@link HeapField#offset}
   */
  public ClassBuilder statics(List<Declared> declared, int[] offsets) {
    statics = declared;
    staticOffsets = offsets;
    return this;
  }

  /** Makes the class. */
  public HeapClass build() {
    int parentBytes = parent == null ? 0 : parent.dataBytes();
    boolean located = parentKnown && parentBytes >= 0;
    int dataBytes = located ? parentBytes + ownBytes() : -1;
    return new HeapClass(
        number,
        name,
        id,
        objectIndex,
        parent == null ? -1 : parent.number(),
        loaderIndex,
        elementType(),
        strength(),
        false,
        dataBytes,
        staticFields(),
        located ? layout(dataBytes) : new HeapField[0]);
  }

  private int ownBytes() {
    int bytes = 0;
    for (Declared field : fields) {
      bytes += field.type().bytes(idBytes);
    }
    return bytes;
  }

  /**
   * Lays out the fields: own ones first, as in instance records; slots count from the top of the
   * hierarchy.
   */
  private HeapField[] layout(int dataBytes) {
    int parentFields = parent == null ? 0 : parent.fieldCount();
    HeapField[] layout = new HeapField[fields.size() + parentFields];
    int fromEnd = dataBytes;
    int slot = parent == null ? 0 : parent.referenceSlotCount();
    boolean isReference = name.equals(REFERENCE);
    for (int i = 0; i < fields.size(); i++) {
      String fieldName = fields.get(i).name();
      FieldType type = fields.get(i).type();
      boolean referent = isReference && fieldName.equals("referent");
      int fieldSlot = type != FieldType.OBJECT ? -1 : referent ? 0 : slot + (isReference ? 1 : 0);
      if (type == FieldType.OBJECT && !referent) {
        slot++;
      }
      layout[i] = new HeapField(fieldName, type, number, false, fromEnd, fieldSlot);
      fromEnd -= type.bytes(idBytes);
    }
    for (int i = 0; i < parentFields; i++) {
      layout[fields.size() + i] = parent.field(i);
    }
    return layout;
  }

  private List<HeapField> staticFields() {
    List<HeapField> made = new ArrayList<>(statics.size());
    int slot = HeapClass.CLASS_SLOTS.size();
    for (int i = 0; i < statics.size(); i++) {
      FieldType type = statics.get(i).type();
      int fieldSlot = type == FieldType.OBJECT ? slot++ : -1;
      made.add(
          new HeapField(statics.get(i).name(), type, number, true, staticOffsets[i], fieldSlot));
    }
    return made;
  }

  private Strength strength() {
    Strength own = REFERENCES.get(name);
    if (own != null) {
      return own;
    }
    return parent == null ? Strength.STRONG : parent.referentStrength();
  }

  private FieldType elementType() {
    if (!name.endsWith("[]")) {
      return null;
    }
    String element = name.substring(0, name.length() - 2);
    for (FieldType type : FieldType.values()) {
      if (type != FieldType.OBJECT && type.javaName().equals(element)) {
        return type;
      }
    }
    return FieldType.OBJECT;
  }
}
