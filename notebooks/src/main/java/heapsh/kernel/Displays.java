package heapsh.kernel;

import heapsh.Rich;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import tech.tablesaw.api.Table;

/** Turns values into what a notebook shows: every form that they have, always text among them. */
public final class Displays {
  private static final String PLAIN = "text/plain";
  private static volatile Consumer<DisplayData> shown = data -> {};

  private Displays() {}

  /** Shows a value in the cell that runs, like the value of a cell's last statement. */
  public static void display(Object value) {
    shown.accept(of(value));
  }

  /** Sets where {@link #display} shows values. */
  static void showIn(Consumer<DisplayData> page) {
    shown = page;
  }

  /** Returns all forms of a value. */
  static DisplayData of(Object value) {
    DisplayData data = new DisplayData();
    if (value instanceof Rich rich) {
      for (Map.Entry<String, String> form : rich.mime().entrySet()) {
        data.putData(form.getKey(), form.getValue());
      }
      if (!rich.mime().containsKey(PLAIN)) {
        data.putText(textOf(value));
      }
    } else {
      data.putText(textOf(value));
      if (value instanceof Table table) {
        data.putHTML(TableHtml.of(table));
      }
    }
    return data;
  }

  private static String textOf(Object value) {
    try {
      return PlainText.of(toText(value));
    } catch (StackOverflowError e) {
      return value.getClass().getName() + " (its toString() calls itself without end)";
    }
  }

  private static String toText(Object value) {
    if (value != null && value.getClass().isArray()) {
      String text = Arrays.deepToString(new Object[] {value});
      return text.substring(1, text.length() - 1);
    }
    return String.valueOf(value);
  }
}
