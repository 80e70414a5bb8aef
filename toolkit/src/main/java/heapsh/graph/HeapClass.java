package heapsh.graph;

import heapsh.hprof.FieldType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Describes one loaded class of a heap. Immutable.
 *
 * <p>Two classes of one name, from two loaders, are two HeapClasses. A class that instances name
 * but that has no CLASS_DUMP is present with {@link #isPhantom()} true, no fields and no object.
 */
public final class HeapClass {
  /**
   * Names the reference slots of a class object that come before its static references, in order.
   */
  public static final List<String> CLASS_SLOTS =
      List.of("<super>", "<loader>", "<signers>", "<protection domain>");

  private final int number;
  private final String name;
  private final long id;
  private final int objectIndex;
  private final int superNumber;
  private final int loaderIndex;
  private final FieldType elementType;
  private final Strength referentStrength;
  private final boolean phantom;
  private final int dataBytes;
  private final List<HeapField> declaredFields;
  private final List<HeapField> staticFields;
  private final HeapField[] layout;
  private final HeapField[] referenceSlots;
  private final HeapField[] staticSlots;

  HeapClass(
      int number,
      String name,
      long id,
      int objectIndex,
      int superNumber,
      int loaderIndex,
      FieldType elementType,
      Strength referentStrength,
      boolean phantom,
      int dataBytes,
      List<HeapField> staticFields,
      HeapField[] layout) {
    this.number = number;
    this.name = name;
    this.id = id;
    this.objectIndex = objectIndex;
    this.superNumber = superNumber;
    this.loaderIndex = loaderIndex;
    this.elementType = elementType;
    this.referentStrength = referentStrength;
    this.phantom = phantom;
    this.dataBytes = dataBytes;
    this.declaredFields =
        Arrays.stream(layout).filter(field -> field.declaringClass() == number).toList();
    this.staticFields = List.copyOf(staticFields);
    this.layout = layout;
    referenceSlots =
        Arrays.stream(layout)
            .filter(HeapField::isReference)
            .sorted(Comparator.comparingInt(HeapField::slot))
            .toArray(HeapField[]::new);
    staticSlots = staticFields.stream().filter(HeapField::isReference).toArray(HeapField[]::new);
  }

  /** Returns the dense number of this class, 0 to {@code classCount() - 1}. */
  public int number() {
    return number;
  }

  /**
   * Returns the Java name: {@code java.util.HashMap$Node}, {@code byte[]}, {@code
   * java.lang.String[][]}.
   */
  public String name() {
    return name;
  }

  /** Returns the id of the class object. */
  public long id() {
    return id;
  }

  /** Returns the index of the class object, or -1 for a phantom class. */
  public int objectIndex() {
    return objectIndex;
  }

  /**
   * Returns the number of the superclass, or -1 for {@code java.lang.Object} and where the dump
   * names none.
   */
  public int superNumber() {
    return superNumber;
  }

  /** Returns the index of the loader object, or -1 for the boot loader. */
  public int loaderIndex() {
    return loaderIndex;
  }

  /** Tells whether instances are arrays. */
  public boolean isArray() {
    return elementType != null;
  }

  /**
   * Returns the element type of an array class ({@code OBJECT} for arrays of references), null for
   * other classes.
   */
  public FieldType elementType() {
    return elementType;
  }

  /**
   * Returns how strongly instances hold slot 0, their {@code referent}: {@code STRONG} for all but
   * references.
   */
  public Strength referentStrength() {
    return referentStrength;
  }

  /** Tells whether instances name this class but the dump has no record of it. */
  public boolean isPhantom() {
    return phantom;
  }

  /**
   * Returns how many bytes of field data an instance has in the dump, inherited fields included; -1
   * when it is not known because this class or a superclass has no record. Such instances have no
   * fields.
   */
  public int dataBytes() {
    return dataBytes;
  }

  /** Returns the instance fields that this class itself declares. */
  public List<HeapField> declaredFields() {
    return declaredFields;
  }

  /** Returns the static fields, in the order of the class record. */
  public List<HeapField> staticFields() {
    return staticFields;
  }

  /** Returns the number of instance fields, inherited ones included. */
  public int fieldCount() {
    return layout.length;
  }

  /**
   * Returns instance field {@code k} of {@link #fieldCount()}: own fields first, then each
   * superclass's.
   */
  public HeapField field(int k) {
    return layout[k];
  }

  /**
   * Returns the nearest instance field of this name, own before inherited, or null when there is
   * none.
   */
  public HeapField fieldNamed(String fieldName) {
    for (HeapField field : layout) {
      if (field.name().equals(fieldName)) {
        return field;
      }
    }
    return null;
  }

  /** Returns the static field of this name, or null when this class declares none. */
  public HeapField staticNamed(String fieldName) {
    for (HeapField field : staticFields) {
      if (field.name().equals(fieldName)) {
        return field;
      }
    }
    return null;
  }

  /** Returns the number of reference slots of an instance (0 for arrays). */
  public int referenceSlotCount() {
    return referenceSlots.length;
  }

  /**
   * Returns the instance field in reference slot {@code slot}. The slots of a superclass come
   * first, so a field has the same slot in every subclass; a Reference's {@code referent} is in
   * slot 0.
   */
  public HeapField referenceSlot(int slot) {
    return referenceSlots[slot];
  }

  /** Returns the static field in a class object's slot, counted after {@link #CLASS_SLOTS}. */
  public HeapField staticSlot(int slot) {
    return staticSlots[slot - CLASS_SLOTS.size()];
  }

  @Override
  public String toString() {
    return name;
  }
}
