package heapsh.graph;

import static org.assertj.core.api.Assertions.assertThat;

import heapsh.hprof.FieldType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Turns the lengths of a column into sizes. */
class SizeColumnTest {
  private static final int INSTANCE = 0;
  private static final int BIG = 1;
  private static final int BYTES = 2;
  private static final int OBJECTS = 3;
  private static final int CHUNK = 4;

  @TempDir Path directory;
  @AutoClose private Scratch scratch;
  private HeapClass[] classes;

  /** Sizes arrays without rounding, so that odd sizes occur. */
  private static final class OddLayout implements ObjectLayout {
    @Override
    public long instanceBytes(HeapClass type) {
      return type.number() == BIG ? 4096 : 24;
    }

    @Override
    public long stackChunkBytes(HeapClass type, int words) {
      return 64 + 9L * words;
    }

    @Override
    public long arrayBytes(FieldType elementType, int length) {
      return 16 + (elementType == FieldType.OBJECT ? 8L : 1L) * length;
    }

    @Override
    public long classObjectBytes(HeapClass represented) {
      return 112;
    }

    @Override
    public String describe() {
      return "odd";
    }
  }

  @BeforeEach
  void open() {
    scratch = Scratch.in(directory);
    classes =
        new HeapClass[] {
          type(INSTANCE, "A", null, -1),
          type(BIG, "B", null, -1),
          type(BYTES, "byte[]", FieldType.BYTE, -1),
          type(OBJECTS, "java.lang.Object[]", FieldType.OBJECT, -1),
          type(
              CHUNK,
              "jdk.internal.vm.StackChunk",
              null,
              -1,
              new HeapField("size", FieldType.INT, CHUNK, false, 4, -1))
        };
  }

  private static HeapClass type(
      int number, String name, FieldType element, int object, HeapField... fields) {
    return new HeapClass(
        number,
        name,
        number,
        object,
        -1,
        -1,
        element,
        Strength.STRONG,
        false,
        0,
        List.of(),
        fields);
  }

  private SizeColumn settle(int[] classOf, int[] lengthOf) {
    SizeColumn sizes = new SizeColumn(scratch.zeroBytes(classOf.length));
    IntColumn numbers = scratch.ints(classOf.length);
    SizeColumn.Lengths lengths = sizes.lengths();
    for (int i = 0; i < classOf.length; i++) {
      numbers.set(i, classOf[i]);
      if (lengthOf[i] >= 0) {
        lengths.set(i, lengthOf[i]);
      }
    }
    lengths.merge();
    sizes.settle(new OddLayout(), classes, numbers, classOf.length);
    return sizes;
  }

  @Test
  void sizesInstancesByTheirClassAndClassObjectsByWhatTheyStandFor() {
    classes[INSTANCE] = type(INSTANCE, "A", null, 5);
    int[] classOf = {INSTANCE, BIG, INSTANCE, BIG, INSTANCE, INSTANCE};
    SizeColumn sizes = settle(classOf, new int[] {-1, -1, -1, -1, -1, -1});

    long[] expected = {24, 4096, 24, 4096, 24, 112};
    for (int i = 0; i < expected.length; i++) {
      assertThat(sizes.get(i)).isEqualTo(expected[i]);
    }
  }

  @Test
  void sizesArraysOfEveryLength() {
    int[] lengths = {0, 1, 8, 253, 254, 255, 256, 2023, 2024, 2025, Integer.MAX_VALUE};
    for (int type : new int[] {BYTES, OBJECTS}) {
      int[] classOf = new int[lengths.length];
      Arrays.fill(classOf, type);
      SizeColumn sizes = settle(classOf, lengths);

      for (int i = 0; i < lengths.length; i++) {
        assertThat(sizes.get(i)).isEqualTo(16 + (type == BYTES ? 1L : 8L) * lengths[i]);
      }
    }
  }

  @Test
  void sizesStackChunksByTheirWords() {
    SizeColumn sizes = settle(new int[] {CHUNK, CHUNK, CHUNK}, new int[] {0, 8, 1000});

    assertThat(List.of(sizes.get(0), sizes.get(1), sizes.get(2))).containsExactly(64L, 136L, 9064L);
  }

  @Test
  void takesTheLengthOfTheLastRecordOfAnObject() {
    SizeColumn sizes = new SizeColumn(scratch.zeroBytes(3));
    IntColumn numbers = scratch.ints(3);
    for (int i = 0; i < 3; i++) {
      numbers.set(i, BYTES);
    }
    SizeColumn.Lengths lengths = sizes.lengths();
    lengths.set(0, 5000);
    lengths.set(0, 8);
    lengths.set(1, 8);
    lengths.set(1, 5000);
    lengths.set(2, 5000);
    lengths.set(2, 300);
    lengths.merge();
    sizes.settle(new OddLayout(), classes, numbers, 3);

    assertThat(List.of(sizes.get(0), sizes.get(1), sizes.get(2))).containsExactly(24L, 5016L, 316L);
  }
}
