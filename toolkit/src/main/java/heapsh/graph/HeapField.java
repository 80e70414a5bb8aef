package heapsh.graph;

import heapsh.hprof.FieldType;

/**
 * Describes one declared instance or static field. One object for each, shared by all subclasses.
 *
 * @param name the field's name
 * @param type the type of its values
 * @param declaringClass the number of the class that declares it
 * @param isStatic whether it belongs to the class object
 * @param offset where the value is: for an instance field the distance in bytes from it to the end
 *     of the instance's field data, which is the same in every subclass; for a static one what its
 *     engine finds it by: the native one the byte offset in the class record, MAT's the position
 *     among the statics
 * @param slot position among the reference slots of the object that holds it (see {@link
 *     ReferenceCursor#slot}), or -1 for a primitive
 */
public record HeapField(
    String name, FieldType type, int declaringClass, boolean isStatic, int offset, int slot) {

  /** Tells whether the field holds references. */
  public boolean isReference() {
    return type == FieldType.OBJECT;
  }
}
