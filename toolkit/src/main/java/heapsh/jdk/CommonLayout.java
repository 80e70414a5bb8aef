package heapsh.jdk;

import heapsh.graph.HeapClass;
import heapsh.graph.HeapField;
import heapsh.graph.ObjectLayout;
import heapsh.hprof.FieldType;
import java.util.ArrayList;
import java.util.List;

/**
 * Sizes objects as the most common HotSpot does: 64 bits with compressed references and class
 * pointers, or 32 bits where ids have 4 bytes; objects aligned to 8; fields packed as since JDK 15
 * (FieldLayoutBuilder). Immutable.
 *
 * <p>Instances are exact but for classes with fields that a dump does not show: those that the VM
 * injects (Thread, ClassLoader, Module, MemberName) and those padded by {@code @Contended}.
 */
public final class CommonLayout implements ObjectLayout {
  private static final int ALIGNMENT = 8;
  private static final int REFERENCE_BYTES = 4;

  /**
   * What a class object takes before its statics, on HotSpot 17: {@code Class}'s own and injected
   * fields.
   */
  private static final int MIRROR_BYTES = 112;

  private static final int MIRROR_BYTES_32 = 80;

  private final int idBytes;
  private final int headerBytes;
  private final int arrayHeaderBytes;
  private final int mirrorBytes;

  private CommonLayout(int idBytes) {
    this.idBytes = idBytes;
    boolean wide = idBytes == 8;
    headerBytes = wide ? 12 : 8;
    arrayHeaderBytes = headerBytes + 4;
    mirrorBytes = wide ? MIRROR_BYTES : MIRROR_BYTES_32;
  }

  /** Returns the layout for a dump with this identifier size, 4 or 8. */
  public static CommonLayout forIdBytes(int idBytes) {
    return new CommonLayout(idBytes);
  }

  @Override
  public long instanceBytes(HeapClass type) {
    if (type.name().equals("java.lang.Class")) {
      return mirrorBytes;
    }
    Packing packing = new Packing(headerBytes);
    int fields = type.fieldCount();
    // Own fields stand first, each superclass's after them: pack from the last group back.
    for (int end = fields; end > 0; ) {
      int start = end - 1;
      int declaring = type.field(start).declaringClass();
      while (start > 0 && type.field(start - 1).declaringClass() == declaring) {
        start--;
      }
      packing.addClass(type, start, end);
      end = start;
    }
    return align(packing.end, ALIGNMENT);
  }

  /** Places fields one by one: each into the smallest gap that takes it, or else at the end. */
  private static final class Packing {
    private final List<int[]> gaps = new ArrayList<>();
    private int end;

    Packing(int headerBytes) {
      end = headerBytes;
    }

    /**
     * Adds the fields {@code start} to {@code to} of one class: primitives by falling width, then
     * references.
     */
    void addClass(HeapClass type, int start, int to) {
      int[] ofWidth = new int[9];
      int references = 0;
      for (int k = start; k < to; k++) {
        HeapField field = type.field(k);
        if (field.isReference()) {
          references++;
        } else {
          ofWidth[field.type().bytes(REFERENCE_BYTES)]++;
        }
      }
      for (int width = 8; width > 0; width /= 2) {
        add(width, ofWidth[width]);
      }
      add(REFERENCE_BYTES, references);
    }

    private void add(int width, int times) {
      for (int i = 0; i < times; i++) {
        int[] gap = bestGap(width);
        if (gap != null) {
          fill(gap, width);
        } else {
          int start = (int) align(end, width);
          addGap(end, start);
          end = start + width;
        }
      }
    }

    private int[] bestGap(int width) {
      int[] best = null;
      for (int[] gap : gaps) {
        boolean fits = align(gap[0], width) + width <= gap[1];
        if (fits && (best == null || gap[1] - gap[0] < best[1] - best[0])) {
          best = gap;
        }
      }
      return best;
    }

    private void fill(int[] gap, int width) {
      gaps.remove(gap);
      int start = (int) align(gap[0], width);
      addGap(gap[0], start);
      addGap(start + width, gap[1]);
    }

    private void addGap(int from, int to) {
      if (from < to) {
        gaps.add(new int[] {from, to});
      }
    }
  }

  @Override
  public long arrayBytes(FieldType elementType, int length) {
    int width = elementType.bytes(REFERENCE_BYTES);
    long header =
        idBytes == 8 ? align(arrayHeaderBytes, 8) : align(arrayHeaderBytes, Math.max(4, width));
    return align(header + (long) width * length, ALIGNMENT);
  }

  /**
   * Approximates the size of a class object: what HotSpot 17 needs for {@code Class} itself, then
   * static references, then static primitives. The VM's other fields differ between JDKs, and a
   * dump does not show them.
   */
  @Override
  public long classObjectBytes(HeapClass represented) {
    long bytes = mirrorBytes;
    for (HeapField field : represented.staticFields()) {
      if (!field.name().startsWith("<")) {
        bytes += field.type().bytes(REFERENCE_BYTES);
      }
    }
    return align(bytes, ALIGNMENT);
  }

  @Override
  public String describe() {
    String words = idBytes == 8 ? "64-bit, compressed references and class pointers" : "32-bit";
    return "the common "
        + words
        + " ("
        + headerBytes
        + "-byte header); taken for granted, not read from the dump";
  }

  private static long align(long bytes, long alignment) {
    return (bytes + alignment - 1) / alignment * alignment;
  }
}
