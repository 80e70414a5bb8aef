package heapsh;

import heapsh.hprof.FieldType;
import heapsh.render.SafeText;
import java.util.Arrays;
import java.util.List;

/**
 * The step {@code .size()} and the like: the methods of {@link HeapObject} that give plain values.
 *
 * @param function which one
 */
record CallStep(Function function) implements Step {
  /** Names the functions; each gives what the method of {@link HeapObject} of this name gives. */
  enum Function {
    ID("id"),
    CLASS_NAME("className"),
    SIZE("size"),
    RETAINED_SIZE("retainedSize"),
    LENGTH("length"),
    AS_STRING("asString"),
    IS_ROOT("isRoot");

    private final String javaName;

    Function(String javaName) {
      this.javaName = javaName;
    }
  }

  /** Returns the functions as they are written, {@code size()}. */
  static List<String> calls() {
    return Arrays.stream(Function.values()).map(function -> function.javaName + "()").toList();
  }

  /** Returns the step for a name, or null when there is no such function. */
  static CallStep named(String name) {
    for (Function function : Function.values()) {
      if (function.javaName.equals(name)) {
        return new CallStep(function);
      }
    }
    return null;
  }

  /**
   * Reads how many elements, entries or characters an object has; MISSING for an object that has no
   * length.
   */
  static void readLength(HeapReader heap, int index, Value out) {
    long length = heap.length(index);
    if (length < 0) {
      out.set(Value.Kind.MISSING);
    } else {
      out.setPrimitive(FieldType.LONG, length);
    }
  }

  @Override
  public String text() {
    return '.' + function.javaName + "()";
  }

  @Override
  public Walker on(HeapReader heap) {
    return new CallWalker(heap, function);
  }

  private record CallWalker(HeapReader heap, Function function) implements Walker {
    @Override
    public void walk(int index, Value out) {
      switch (function) {
        case ID -> out.setPrimitive(FieldType.LONG, heap.graph().idOf(index));
        case CLASS_NAME -> out.setText(heap.classOf(index).name());
        case SIZE -> out.setPrimitive(FieldType.LONG, heap.graph().shallowBytes(index));
        case RETAINED_SIZE -> out.setPrimitive(FieldType.LONG, retained(index));
        case LENGTH -> readLength(heap, index, out);
        case AS_STRING -> readText(index, out);
        case IS_ROOT ->
            out.setPrimitive(FieldType.BOOLEAN, heap.graph().roots().isRoot(index) ? 1 : 0);
      }
    }

    private long retained(int index) {
      return heap.heap().retention().dominators().retainedBytes(index);
    }

    private void readText(int index, Value out) {
      if (ObjectText.hasText(heap, index)) {
        out.setText(ObjectText.read(heap, index, HeapReader.MAX_TEXT));
      } else {
        out.set(Value.Kind.MISSING);
      }
    }

    @Override
    public String explain(int index) {
      String name = SafeText.of(heap.classOf(index).name(), 200);
      return function == Function.AS_STRING
          ? name + " is no text: asString() reads String, char[] and byte[]"
          : name + " has no length: it is no array, String or known container";
    }
  }
}
