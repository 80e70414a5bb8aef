package heapsh.kernel;

import heapsh.Notebook;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;

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
    Map<String, String> forms = Notebook.forms(value);
    forms.forEach(data::putData);
    if (!forms.containsKey(PLAIN)) {
      data.putText(textOf(value));
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
