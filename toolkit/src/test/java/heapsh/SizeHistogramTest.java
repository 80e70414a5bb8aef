package heapsh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

class SizeHistogramTest {
  @Test
  void countsObjectsAndBytesFromPowerToPower(@TempDir Path directory) throws Exception {
    Heap hp =
        Heaps.of(
            directory,
            d -> {
              for (int length : new int[] {0, 1, 100, 100, 5000}) {
                d.root(d.bytes(new byte[length]));
              }
            });
    ObjectSet arrays = hp.instancesOf("byte[]");
    SizeHistogram sizes = arrays.sizeHistogram();
    Table table = sizes.toTable();

    assertThat(table.longColumn("Count").sum()).isEqualTo(5);
    assertThat(table.longColumn("Bytes").sum()).isEqualTo(arrays.size());
    assertThat(table.longColumn("From").asList()).startsWith(16L).endsWith(4096L);
    for (int row = 0; row < table.rowCount(); row++) {
      long from = table.longColumn("From").getLong(row);
      long to = table.longColumn("To").getLong(row);
      long count = arrays.filter(o -> o.size() >= from && o.size() <= to).count();
      assertThat(table.longColumn("Count").getLong(row)).isEqualTo(count);
    }
    assertThat(sizes.toString()).startsWith("Sizes of 5 objects, " + arrays.size() + " bytes.\n");
    assertThat(
            Xml.parse(sizes.mime().get("image/svg+xml")).getElementsByTagName("rect").getLength())
        .isEqualTo(1 + 2 + 2 * table.rowCount()); // the paper, the legend, the bars
  }

  @Test
  void nothingHasNoSizes(@TempDir Path directory) {
    assertThat(Heaps.of(directory, d -> {}).nothing().sizeHistogram().toString())
        .isEqualTo("Sizes of 0 objects, 0 bytes.");
  }
}
