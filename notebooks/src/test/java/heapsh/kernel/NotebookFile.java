package heapsh.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A notebook and its outputs.
 *
 * @param cells its cells of code, in order
 */
record NotebookFile(List<Cell> cells) {
  private static final Pattern FIGURE = Pattern.compile("(\\w+)=(\\d+)");

  /**
   * A cell of code.
   *
   * @param source what it says
   * @param outputs what it shows
   */
  record Cell(String source, List<JsonObject> outputs) {
    /** Returns all text that it shows: what it prints, and its values as text. */
    String text() {
      StringBuilder text = new StringBuilder();
      for (JsonObject output : outputs) {
        if (output.has("text")) {
          text.append(joined(output.get("text")));
        } else if (output.has("data") && output.getAsJsonObject("data").has("text/plain")) {
          text.append(joined(output.getAsJsonObject("data").get("text/plain"))).append('\n');
        }
      }
      return text.toString();
    }

    /** Returns everything that it shows in a form, as text. */
    String form(String mimeType) {
      StringBuilder all = new StringBuilder();
      for (JsonObject output : outputs) {
        if (output.has("data") && output.getAsJsonObject("data").has(mimeType)) {
          all.append(joined(output.getAsJsonObject("data").get(mimeType)));
        }
      }
      return all.toString();
    }

    /** Tells whether it shows something in a form. */
    boolean shows(String mimeType) {
      return outputs.stream()
          .anyMatch(o -> o.has("data") && o.getAsJsonObject("data").has(mimeType));
    }

    /** Tells whether it shows a figure, as a whole number of digits. */
    boolean shows(long figure) {
      return Pattern.compile("(?<!\\d)" + figure + "(?!\\d)").matcher(text()).find();
    }
  }

  static NotebookFile read(Path file) throws IOException {
    JsonObject notebook = JsonParser.parseString(Files.readString(file, UTF_8)).getAsJsonObject();
    List<Cell> cells = new ArrayList<>();
    for (JsonElement element : notebook.getAsJsonArray("cells")) {
      JsonObject cell = element.getAsJsonObject();
      if (cell.get("cell_type").getAsString().equals("code")) {
        List<JsonObject> outputs = new ArrayList<>();
        cell.getAsJsonArray("outputs").forEach(o -> outputs.add(o.getAsJsonObject()));
        cells.add(new Cell(joined(cell.get("source")), outputs));
      }
    }
    return new NotebookFile(cells);
  }

  /** Copies a notebook, and adds cells of code at its end. */
  static void copyWith(Path notebook, Path copy, List<String> more) throws IOException {
    JsonObject json = JsonParser.parseString(Files.readString(notebook, UTF_8)).getAsJsonObject();
    for (String source : more) {
      JsonObject cell = new JsonObject();
      cell.addProperty("cell_type", "code");
      cell.addProperty("id", "more" + json.getAsJsonArray("cells").size());
      cell.add("execution_count", JsonNull.INSTANCE);
      cell.add("metadata", new JsonObject());
      cell.add("outputs", new JsonArray());
      cell.addProperty("source", source);
      json.getAsJsonArray("cells").add(cell);
    }
    Files.writeString(copy, new GsonBuilder().serializeNulls().create().toJson(json), UTF_8);
  }

  /** Returns the only cell whose last line is this. */
  Cell endingWith(String line) {
    List<Cell> found = cells.stream().filter(c -> c.source().strip().endsWith(line)).toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " cells end with " + line);
    }
    return found.get(0);
  }

  /** Returns the figures that programs told last, {@code name=number}, by name. */
  Map<String, Long> truth() {
    Map<String, Long> truth = new LinkedHashMap<>();
    for (Cell cell : cells) {
      if (cell.source().contains(".say(")) {
        String told = cell.text().replaceFirst("; the heap says.*", "");
        Matcher figures = FIGURE.matcher(told);
        while (figures.find()) {
          truth.put(figures.group(1), Long.parseLong(figures.group(2)));
        }
      }
    }
    return truth;
  }

  private static String joined(JsonElement lines) {
    if (!(lines instanceof JsonArray array)) {
      return lines.getAsString();
    }
    StringBuilder text = new StringBuilder();
    array.forEach(line -> text.append(line.getAsString()));
    return text.toString();
  }
}
