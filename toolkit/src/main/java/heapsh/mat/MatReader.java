package heapsh.mat;

import heapsh.graph.HeapClass;
import heapsh.graph.HeapField;
import heapsh.graph.ObjectReader;
import heapsh.hprof.FieldType;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.eclipse.mat.parser.model.ClassImpl;
import org.eclipse.mat.snapshot.model.Field;
import org.eclipse.mat.snapshot.model.IArray;
import org.eclipse.mat.snapshot.model.IInstance;
import org.eclipse.mat.snapshot.model.IObject;
import org.eclipse.mat.snapshot.model.IObjectArray;
import org.eclipse.mat.snapshot.model.IPrimitiveArray;

/** Reads values through MAT's object reader, and keeps the objects that it read last. */
final class MatReader implements ObjectReader {
  private static final int KEPT = 16;

  private final MatSnapshot snapshot;
  private final MatObjects objects;
  private final MatGraph graph;
  private final int[] keptIndexes = new int[KEPT];
  private final IObject[] kept = new IObject[KEPT];

  MatReader(MatGraph graph, MatSnapshot snapshot, MatObjects objects) {
    this.graph = graph;
    this.snapshot = snapshot;
    this.objects = objects;
    Arrays.fill(keptIndexes, -1);
  }

  private IObject object(int index) {
    int place = index & KEPT - 1;
    if (keptIndexes[place] != index) {
      kept[place] = snapshot.object(objects.id(index));
      keptIndexes[place] = index;
    }
    return kept[place];
  }

  private Object value(int index, HeapField field) {
    if (field.isStatic()) {
      ClassImpl type = snapshot.type(objects.id(index));
      return type.getStaticFields().get(DumpHandler.PSEUDO_STATICS + field.offset()).getValue();
    }
    HeapClass type = graph.heapClass(graph.classNumber(index));
    IInstance instance = (IInstance) object(index);
    for (int k = 0; k < type.fieldCount(); k++) {
      if (type.field(k) == field) {
        Field value = instance.getFields().get(k);
        return value.getValue();
      }
    }
    throw new IllegalArgumentException("field=" + field.name() + " class=" + type.name());
  }

  @Override
  public int reference(int index, HeapField field) {
    return indexOf(referenceId(index, field));
  }

  private int indexOf(long id) {
    if (id == 0) {
      return NULL;
    }
    int index = objects.indexOf(id);
    return index < 0 ? DANGLING : index;
  }

  @Override
  public long referenceId(int index, HeapField field) {
    return ReferenceSource.address(value(index, field));
  }

  @Override
  public long bits(int index, HeapField field) {
    return bits(value(index, field));
  }

  private static long bits(Object value) {
    if (value instanceof Boolean flag) {
      return flag ? 1 : 0;
    }
    if (value instanceof Character letter) {
      return letter;
    }
    if (value instanceof Float number) {
      return Float.floatToRawIntBits(number);
    }
    if (value instanceof Double number) {
      return Double.doubleToRawLongBits(number);
    }
    return ((Number) value).longValue();
  }

  @Override
  public int arrayLength(int index) {
    return ((IArray) object(index)).getLength();
  }

  @Override
  public int element(int index, int position) {
    return indexOf(snapshot.references((IObjectArray) object(index), position, 1)[0]);
  }

  @Override
  public long elementBits(int index, int position) {
    return bits(Array.get(snapshot.primitives((IPrimitiveArray) object(index), position, 1), 0));
  }

  @Override
  public byte[] arrayBytes(int index, int from, int limit) {
    IPrimitiveArray array = (IPrimitiveArray) object(index);
    FieldType type = FieldType.ofCode(array.getType());
    int width = type.bytes(0);
    long left = (long) (array.getLength() - from) * width;
    int count = (int) Math.max(0, Math.min(left, limit));
    if (count == 0) {
      return new byte[0];
    }
    Object elements = snapshot.primitives(array, from, (count + width - 1) / width);
    return elements instanceof byte[] bytes
        ? Arrays.copyOf(bytes, count)
        : Arrays.copyOf(bigEndian(elements, width), count);
  }

  private static byte[] bigEndian(Object elements, int width) {
    int length = Array.getLength(elements);
    ByteBuffer bytes = ByteBuffer.allocate(length * width);
    for (int i = 0; i < length; i++) {
      long bits = bits(Array.get(elements, i));
      switch (width) {
        case 1 -> bytes.put((byte) bits);
        case 2 -> bytes.putShort((short) bits);
        case 4 -> bytes.putInt((int) bits);
        default -> bytes.putLong(bits);
      }
    }
    return bytes.array();
  }
}
