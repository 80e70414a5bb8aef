package heapsh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeptRowsTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 255, 256, 257, 65_535, 65_536, 65_537})
  void givesTheRowOfEveryPosition(int rows) {
    int[] rowOfKind = IntStream.range(0, rows).map(kind -> rows - 1 - kind).toArray();
    int[] kinds = IntStream.range(0, 2 * rows).map(position -> position % rows).toArray();

    KeptRows kept = KeptRows.of(kinds.clone(), rowOfKind, rows);

    for (int position = 0; position < kinds.length; position++) {
      assertThat(kept.row(position)).isEqualTo(rowOfKind[kinds[position]]);
    }
  }
}
