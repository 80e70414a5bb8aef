package heapsh.jdk;

import heapsh.graph.HeapClass;
import heapsh.graph.HeapField;
import java.util.Set;

/**
 * Holds what one class adds to the layout of its superclass: its fields, those that the VM injects,
 * and what of them is padded.
 */
final class ClassFields {
  /**
   * Classes whose references the old packing puts first, without filling gaps
   * (ClassFileParser::layout_fields): the VM knew some of their offsets by heart.
   */
  private static final Set<String> REFERENCES_FIRST =
      Set.of(
          "java.lang.AssertionStatusDirectives",
          "java.lang.Class",
          "java.lang.ClassLoader",
          "java.lang.ref.Reference",
          "java.lang.ref.SoftReference",
          "java.lang.StackTraceElement",
          "java.lang.String",
          "java.lang.Throwable",
          "java.lang.Boolean",
          "java.lang.Character",
          "java.lang.Float",
          "java.lang.Double",
          "java.lang.Byte",
          "java.lang.Short",
          "java.lang.Integer",
          "java.lang.Long");

  final FieldCounts plain = new FieldCounts();
  final FieldCounts group = new FieldCounts();
  final boolean contended;
  final boolean referencesFirst;

  ClassFields(boolean contended, boolean referencesFirst) {
    this.contended = contended;
    this.referencesFirst = referencesFirst;
  }

  static ClassFields of(HeapClass type, VmFields vmFields, int wordBytes) {
    VmFields.Addition addition = vmFields.of(type.name());
    ClassFields fields =
        new ClassFields(
            addition.contended(),
            REFERENCES_FIRST.contains(type.name()) && type.loaderIndex() == -1);
    for (HeapField field : type.declaredFields()) {
      boolean padded = addition.group().contains(field.name());
      (padded ? fields.group : fields.plain).add(field.type());
    }
    fields.plain.addInjected(addition.injected(), wordBytes);
    return fields;
  }

  boolean hasPadding() {
    return contended || !group.isEmpty();
  }
}
