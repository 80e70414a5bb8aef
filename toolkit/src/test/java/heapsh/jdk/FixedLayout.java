package heapsh.jdk;

import heapsh.graph.HeapClass;
import heapsh.graph.ObjectLayout;
import heapsh.hprof.FieldType;

/** Gives every object 16 bytes, for tests that ask for no sizes. */
record FixedLayout(int idBytes) implements ObjectLayout {
  static ObjectLayout of(int idBytes) {
    return new FixedLayout(idBytes);
  }

  @Override
  public long instanceBytes(HeapClass type) {
    return 16;
  }

  @Override
  public long arrayBytes(FieldType elementType, int length) {
    return 16;
  }

  @Override
  public long classObjectBytes(HeapClass represented) {
    return 16;
  }

  @Override
  public String describe() {
    return "fixed";
  }
}
