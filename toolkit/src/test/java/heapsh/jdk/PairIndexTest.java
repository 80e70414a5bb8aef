package heapsh.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import heapsh.graph.HeapField;
import heapsh.graph.ObjectReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PairIndexTest {
  @Test
  void placesAreThoseOfAScan() {
    int[] elements = new int[1000];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = i % 3 == 0 ? ObjectReader.NULL : i % 97;
    }
    Elements reader = new Elements(elements);
    PairIndex index = new PairIndex(reader, 0);
    for (int object = 0; object < 100; object++) {
      List<String> found = new ArrayList<>();
      List<String> scanned = new ArrayList<>();
      index.find(object, (position, isKey) -> found.add(position + " " + isKey));
      PairIndex.scan(
          reader,
          0,
          elements.length,
          object,
          (position, isKey) -> scanned.add(position + " " + isKey));
      assertThat(found).isEqualTo(scanned);
    }
  }

  @Test
  void anArrayOfMillionsTellsKeysFromValuesWithoutTheirPlaces() {
    int[] elements = new int[3_000_000];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = i;
    }
    PairIndex index = new PairIndex(new Elements(elements), 0);
    for (int object : new int[] {0, 1, 2_999_998, 2_999_999}) {
      List<String> found = new ArrayList<>();
      index.find(object, (position, isKey) -> found.add(position + " " + isKey));
      assertThat(found).containsExactly("-1 " + (object % 2 == 0));
    }
    index.find(3_000_001, (position, isKey) -> assertThat(position).isNull());
    assertThat(index.weight()).isLessThan(100_000);
  }

  /** An array of references that is not in any dump. */
  private record Elements(int... elements) implements ObjectReader {
    @Override
    public int arrayLength(int index) {
      return elements.length;
    }

    @Override
    public int element(int index, int position) {
      return elements[position];
    }

    @Override
    public int reference(int index, HeapField field) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long referenceId(int index, HeapField field) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long bits(int index, HeapField field) {
      throw new UnsupportedOperationException();
    }

    @Override
    public long elementBits(int index, int position) {
      throw new UnsupportedOperationException();
    }

    @Override
    public byte[] arrayBytes(int index, int from, int limit) {
      throw new UnsupportedOperationException();
    }
  }
}
