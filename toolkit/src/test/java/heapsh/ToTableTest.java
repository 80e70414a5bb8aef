package heapsh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.hprof.FieldType;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.aggregate.AggregateFunctions;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.Table;

class ToTableTest {
  @TempDir static Path directory;
  @AutoClose private static Heap heap;
  private static long first;

  @BeforeAll
  static void open() {
    heap =
        Heaps.of(
            directory,
            d -> {
              var node =
                  d.newClass("Node")
                      .field("size", FieldType.INT)
                      .field("load", FieldType.DOUBLE)
                      .field("open", FieldType.BOOLEAN)
                      .field("name", FieldType.OBJECT)
                      .field("id", FieldType.INT)
                      .field("next", FieldType.OBJECT);
              long name = d.string("a\u001b[31m");
              long tail = d.instance(node, 7, Double.doubleToRawLongBits(2.5), 1, 0, 1, 0);
              first = d.instance(node, 8, Double.doubleToRawLongBits(0.5), 0, name, 2, tail);
              d.root(first);
            });
  }

  @Test
  void rowsAreThoseThatArePrinted() {
    Table table = heap.heap().toTable();
    assertThat(table.columnNames())
        .containsExactly(
            "Index", "Count", "Count %", "Size", "Size %", "Cumulative", "Cumulative %", "Class");
    assertThat(table.rowCount()).isEqualTo(heap.heap().rowCount());
    assertThat(table.longColumn("Size").sum()).isEqualTo(heap.heap().size());
    assertThat(table.longColumn("Count").get(0)).isEqualTo(heap.heap().get(0).count());
    assertThat(table.doubleColumn("Cumulative %").get(table.rowCount() - 1)).isEqualTo(100);
    assertThat(heap.heap().top(2).toTable().rowCount()).isEqualTo(2);
    assertThat(heap.heap().get(1).toTable().longColumn("Index").get(0)).isEqualTo(1);
    assertThat(heap.heap().top(2).withRetained().toTable().columnNames()).contains("Retained");
  }

  @Test
  void objectsHaveTypedColumns() {
    Table table =
        heap.instancesOf("Node").toTable("size", "load", "open", "name", "next", "next.size");
    assertThat(table.types())
        .containsExactly(
            ColumnType.LONG,
            ColumnType.STRING,
            ColumnType.LONG,
            ColumnType.LONG,
            ColumnType.LONG,
            ColumnType.DOUBLE,
            ColumnType.BOOLEAN,
            ColumnType.STRING,
            ColumnType.STRING,
            ColumnType.LONG);
    Table row = table.where(table.longColumn("Id").isEqualTo(first));
    assertThat(row.rowCount()).isEqualTo(1);
    HeapObject object = heap.at(first);
    assertThat(row.longColumn("Shallow").get(0)).isEqualTo(object.size());
    assertThat(row.longColumn("Retained").get(0)).isEqualTo(object.retainedSize());
    assertThat(row.longColumn("size").get(0)).isEqualTo(8);
    assertThat(row.doubleColumn("load").get(0)).isEqualTo(0.5);
    assertThat(row.booleanColumn("open").get(0)).isFalse();
    assertThat(row.longColumn("next.size").get(0)).isEqualTo(7);
    assertThat(row.stringColumn("next").get(0)).startsWith("Node 0x");
  }

  @Test
  void aFieldNamedLikeAColumnGetsADot() {
    Table table = heap.instancesOf("Node").toTable("id");
    assertThat(table.columnNames()).containsExactly("Id", "Class", "Shallow", "Retained", ".id");
    assertThat(table.longColumn(".id").sum()).isEqualTo(3);
  }

  @Test
  void escapesTextsOfTheHeap() {
    String text = heap.instancesOf("Node").toTable("name").print();
    assertThat(text).contains("a\\u001b[31m").doesNotContain("\u001b");
  }

  @Test
  void nullIsMissing() {
    Table table = heap.instancesOf("Node").toTable("name", "next.size");
    assertThat(table.stringColumn("name").countMissing()).isEqualTo(1);
    assertThat(table.longColumn("next.size").countMissing()).isEqualTo(1);
  }

  @Test
  void canBeSortedFilteredAndSummarized() {
    Table table = heap.instancesOf("Node").toTable("size").sortDescendingOn("size");
    assertThat(table.longColumn("size").get(0)).isEqualTo(8);
    Table sums = table.summarize("size", AggregateFunctions.sum).by("Class");
    assertThat(sums.doubleColumn(1).get(0)).isEqualTo(15);
  }

  @Test
  void pathsAreRowsToo() {
    RootPaths paths = heap.instancesOf("Node").shpaths();
    Table table = paths.toTable();
    assertThat(table.rowCount()).isEqualTo(paths.rowCount());
    assertThat(table.longColumn("Count").sum()).isEqualTo(2);
    assertThat(table.stringColumn("Path").asList()).anyMatch(path -> path.endsWith(".next"));
  }

  @Test
  void saysWhichColumnIsThereAlready() {
    assertThatThrownBy(() -> heap.instancesOf("Node").toTable("next", "next"))
        .isInstanceOf(HeapException.class)
        .hasMessageEndingWith("'next' stands twice");
    assertThatThrownBy(() -> heap.instancesOf("Node").toTable("sise"))
        .isInstanceOf(HeapException.class)
        .hasMessageContaining("size");
  }
}
