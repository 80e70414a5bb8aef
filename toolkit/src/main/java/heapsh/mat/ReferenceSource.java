package heapsh.mat;

import heapsh.graph.HeapClass;
import java.util.List;
import org.eclipse.mat.parser.model.ClassImpl;
import org.eclipse.mat.snapshot.model.Field;
import org.eclipse.mat.snapshot.model.IInstance;
import org.eclipse.mat.snapshot.model.IObject;
import org.eclipse.mat.snapshot.model.IObjectArray;
import org.eclipse.mat.snapshot.model.ObjectReference;

/**
 * Decodes the references of objects from the values that MAT's object reader gives. MAT's own index
 * of references does not do: it names no fields, and each target only once.
 */
final class ReferenceSource implements MatRows.Source {
  private static final int ELEMENTS = 1 << 16;

  private final MatSnapshot snapshot;
  private final MatObjects objects;
  private final HeapClass[] classes;
  private final int[] classNumbers;

  ReferenceSource(
      MatSnapshot snapshot, MatObjects objects, HeapClass[] classes, int[] classNumbers) {
    this.snapshot = snapshot;
    this.objects = objects;
    this.classes = classes;
    this.classNumbers = classNumbers;
  }

  @Override
  public void write(int index, MatRows.Writer writer) {
    int id = objects.id(index);
    if (snapshot.isClass(id)) {
      writeClass(snapshot.type(id), writer);
      return;
    }
    HeapClass type = classes[classNumbers[index]];
    if (type.isArray()
        ? type.elementType().code() != IObject.Type.OBJECT
        : type.referenceSlotCount() == 0) {
      return;
    }
    IObject object = snapshot.object(id);
    if (object instanceof IObjectArray array) {
      writeArray(array, writer);
    } else if (object instanceof IInstance instance) {
      writeInstance(instance, type, writer);
    }
  }

  private void add(long address, int slot, MatRows.Writer writer) {
    int target = address == 0 ? -1 : objects.indexOf(address);
    if (target >= 0) {
      writer.add(target, slot);
    }
  }

  private void writeClass(ClassImpl type, MatRows.Writer writer) {
    add(type.getSuperClassAddress(), 0, writer);
    add(type.getClassLoaderAddress(), 1, writer);
    // The pseudo statics are the signers and the protection domain, in the slots that follow.
    int slot = HeapClass.CLASS_SLOTS.size() - DumpHandler.PSEUDO_STATICS;
    for (Field field : type.getStaticFields()) {
      if (field.getType() == IObject.Type.OBJECT) {
        add(address(field.getValue()), slot++, writer);
      }
    }
  }

  private void writeInstance(IInstance instance, HeapClass type, MatRows.Writer writer) {
    List<Field> values = instance.getFields();
    for (int slot = 0; slot < type.referenceSlotCount(); slot++) {
      Field value = values.get(positionOf(type, slot));
      add(address(value.getValue()), slot, writer);
    }
  }

  private static int positionOf(HeapClass type, int slot) {
    for (int k = 0; k < type.fieldCount(); k++) {
      if (type.field(k).slot() == slot) {
        return k;
      }
    }
    throw new IllegalArgumentException("slot=" + slot + " class=" + type.name());
  }

  private void writeArray(IObjectArray array, MatRows.Writer writer) {
    int length = array.getLength();
    int slot = 0;
    for (int from = 0; from < length; from += ELEMENTS) {
      for (long address : snapshot.references(array, from, Math.min(ELEMENTS, length - from))) {
        int target = address == 0 ? -1 : objects.indexOf(address);
        if (target >= 0) {
          writer.add(target, slot++);
        }
      }
    }
  }

  /** Returns the address that a value of MAT's refers to, 0 for null. */
  static long address(Object value) {
    return value instanceof ObjectReference reference ? reference.getObjectAddress() : 0;
  }
}
