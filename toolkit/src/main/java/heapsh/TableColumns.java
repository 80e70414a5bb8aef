package heapsh;

import heapsh.render.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.LongColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/**
 * Collects typed columns into a table: numbers as longs or doubles, so that they can be summed.
 * Texts from a heap are escaped, since tables get printed. Not thread-safe.
 */
final class TableColumns {
  private static final int TEXT_LIMIT = 10_000;

  private final int rows;
  private final List<Column<?>> columns = new ArrayList<>();

  TableColumns(int rows) {
    this.rows = rows;
  }

  TableColumns longs(String name, IntToLongFunction value) {
    LongColumn column = LongColumn.create(name, rows);
    for (int row = 0; row < rows; row++) {
      column.set(row, value.applyAsLong(row));
    }
    columns.add(column);
    return this;
  }

  TableColumns doubles(String name, IntToDoubleFunction value) {
    DoubleColumn column = DoubleColumn.create(name, rows);
    for (int row = 0; row < rows; row++) {
      column.set(row, value.applyAsDouble(row));
    }
    columns.add(column);
    return this;
  }

  TableColumns flags(String name, IntPredicate value) {
    BooleanColumn column = BooleanColumn.create(name, rows);
    for (int row = 0; row < rows; row++) {
      column.set(row, value.test(row));
    }
    columns.add(column);
    return this;
  }

  TableColumns texts(String name, IntFunction<String> value) {
    StringColumn column = StringColumn.create(name);
    for (int row = 0; row < rows; row++) {
      column.append(SafeText.of(value.apply(row), TEXT_LIMIT));
    }
    columns.add(column);
    return this;
  }

  /**
   * Adds a column of what was read from a heap: longs, doubles or booleans where all values are
   * such, else texts; null is a missing value.
   */
  TableColumns values(String name, Object[] values) {
    boolean anyText = false;
    boolean anyReal = false;
    boolean anyWhole = false;
    boolean anyFlag = false;
    for (Object value : values) {
      boolean isReal = value instanceof Double || value instanceof Float;
      anyReal |= isReal;
      anyFlag |= value instanceof Boolean;
      anyWhole |= value instanceof Number && !isReal;
      anyText |= value != null && !(value instanceof Number) && !(value instanceof Boolean);
    }
    boolean anyNumber = anyReal || anyWhole;
    if (anyText || anyFlag == anyNumber) { // mixed, or nothing but null
      addTexts(name, values);
    } else if (anyFlag) {
      addFlags(name, values);
    } else if (anyReal) {
      addReals(name, values);
    } else {
      addWholes(name, values);
    }
    return this;
  }

  private void addTexts(String name, Object[] values) {
    StringColumn column = StringColumn.create(name);
    for (Object value : values) {
      if (value == null) {
        column.appendMissing();
      } else {
        column.append(SafeText.of(text(value), TEXT_LIMIT));
      }
    }
    columns.add(column);
  }

  private static String text(Object value) {
    return value instanceof HeapObject object
        ? object.className() + " " + ClassLabels.hex(object.id())
        : value.toString();
  }

  private void addFlags(String name, Object[] values) {
    BooleanColumn column = BooleanColumn.create(name);
    for (Object value : values) {
      if (value == null) {
        column.appendMissing();
      } else {
        column.append((Boolean) value);
      }
    }
    columns.add(column);
  }

  private void addReals(String name, Object[] values) {
    DoubleColumn column = DoubleColumn.create(name);
    for (Object value : values) {
      if (value == null) {
        column.appendMissing();
      } else {
        column.append(((Number) value).doubleValue());
      }
    }
    columns.add(column);
  }

  private void addWholes(String name, Object[] values) {
    LongColumn column = LongColumn.create(name);
    for (Object value : values) {
      if (value == null) {
        column.appendMissing();
      } else {
        column.append(((Number) value).longValue());
      }
    }
    columns.add(column);
  }

  /** Makes the table. */
  Table table(String title) {
    return Table.create(title, columns);
  }
}
