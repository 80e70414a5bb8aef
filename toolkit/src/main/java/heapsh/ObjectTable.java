package heapsh;

import heapsh.graph.DominatorTree;
import heapsh.graph.HeapGraph;
import heapsh.render.SafeText;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import tech.tablesaw.api.Table;

/** Makes tables of sets: a row for each object, or for each row of a partition. */
final class ObjectTable {
  private static final Set<String> OWN = Set.of("id", "class", "shallow", "retained");

  private ObjectTable() {}

  /** Makes a table with a row for each object: these fields of it, and what every object has. */
  static Table of(ObjectSet set, String... paths) {
    checkNames(paths);
    return Safely.inMemory(
        () -> "make a table of " + PartitionText.objects(set.count()), () -> make(set, paths));
  }

  private static void checkNames(String... paths) {
    Set<String> names = new HashSet<>();
    for (String path : paths) {
      // Tablesaw's names of columns differ by more than case.
      if (!names.add(String.valueOf(path).toLowerCase(Locale.ROOT))) {
        throw new HeapException(
            "toTable takes each path once, and paths must differ by more than case; '"
                + SafeText.of(path, 80)
                + "' stands twice");
      }
    }
  }

  /**
   * Names the column of a path; a field that is called like a column of every object gets a dot.
   */
  private static String columnName(String path) {
    return OWN.contains(path.toLowerCase(Locale.ROOT)) ? "." + path : path;
  }

  private static Table make(ObjectSet set, String... paths) {
    HeapGraph graph = set.heap().graph();
    int[] objects = set.bitmap().toArray();
    DominatorTree dominators = set.heap().retention().dominators();
    ClassLabels names = set.heap().classLabels();
    TableColumns columns = new TableColumns(objects.length);
    columns.longs("Id", row -> graph.idOf(objects[row]));
    columns.texts("Class", row -> names.name(graph.classNumber(objects[row])));
    columns.longs("Shallow", row -> graph.shallowBytes(objects[row]));
    columns.longs("Retained", row -> dominators.retainedBytes(objects[row]));
    for (String path : paths) {
      columns.values(columnName(path), FieldPath.column(set, objects, path));
    }
    return columns.table(PartitionText.objects(objects.length));
  }

  /** Makes a table of some rows of a partition, with the columns that it prints. */
  static Table of(Partition page) {
    ObjectSet set = page.objects();
    Grouping grouping = set.grouping();
    int from = page.from();
    ObjectSet.Place place = set.place();
    TableColumns columns = new TableColumns(page.to() - from);
    columns.longs("Index", row -> place.isWhole() ? from + row : place.row());
    columns.longs("Count", row -> grouping.count(from + row));
    columns.doubles("Count %", row -> percent(grouping.count(from + row), place.count()));
    columns.longs("Size", row -> grouping.bytes(from + row));
    columns.doubles("Size %", row -> percent(grouping.bytes(from + row), place.bytes()));
    columns.longs("Cumulative", row -> cumulative(grouping, place, from + row));
    columns.doubles(
        "Cumulative %", row -> percent(cumulative(grouping, place, from + row), place.bytes()));
    if (page.hasRetained()) {
      long[] retained = set.retainedRows().bytes(from, page.to());
      columns.longs("Retained", row -> retained[row]);
    }
    columns.texts(set.classifier().title(), row -> grouping.name(from + row));
    return columns.table(PartitionText.objects(set.count()) + ", " + PathsPage.bytes(set.size()));
  }

  private static long cumulative(Grouping grouping, ObjectSet.Place place, int row) {
    return place.isWhole() ? grouping.cumulativeBytes(row) : place.cumulativeBytes();
  }

  private static double percent(long part, long whole) {
    return whole == 0 ? 0 : 100.0 * part / whole;
  }
}
