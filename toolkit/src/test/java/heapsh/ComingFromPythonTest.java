package heapsh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every row of the table for users of guppy, objgraph and pympler has an example that runs. */
@Tag("engineless")
class ComingFromPythonTest {
  private static final Pattern EXAMPLE = Pattern.compile("(live )?`(.+)`");
  private static final int CELLS = 4;

  private static final Map<String, String> VARIABLES = new LinkedHashMap<>();

  static {
    VARIABLES.put("hp", "Heap");
    VARIABLES.put("before", "Heap");
    VARIABLES.put("one", "HeapObject");
    VARIABLES.put("x", "ObjectSet");
    VARIABLES.put("via", "ObjectSet");
    VARIABLES.put("dir", "String");
    VARIABLES.put("file", "String");
  }

  private record Row(
      String theirs, String ours, boolean live, String example, String differences) {}

  @Test
  void everyExampleRuns(@TempDir Path directory) throws IOException {
    List<Row> rows = rows();
    List<String> code = rows.stream().map(Row::example).toList();
    List<Snippets.Outcome> failed = new ArrayList<>();
    try (CrawlerHeaps crawler = CrawlerHeaps.in(directory);
        Snippets snippets = Snippets.compile(directory, VARIABLES, code);
        Heap before = Heap.open(crawler.before(), Options.defaults().noIndex());
        Heap after = Heap.open(crawler.after(), Options.defaults().noIndex());
        Heap live = Heap.attach(crawler.pid())) {
      snippets.set("before", before);
      snippets.set("one", after.heap().largest(1).theOne());
      snippets.set("x", after.heap().get(0));
      snippets.set("via", after.heap().get(0).byVia());
      snippets.set("dir", Files.createDirectory(directory.resolve("written")).toString());
      snippets.set("file", crawler.after().toString());
      for (int i = 0; i < rows.size(); i++) {
        snippets.set("hp", rows.get(i).live() ? live : after);
        Snippets.Outcome outcome = snippets.run(i, rows.get(i).theirs() + ": " + code.get(i));
        if (outcome.failed()) {
          failed.add(outcome);
        }
        after.setref(after.nothing());
      }
    }

    assertThat(failed).isEmpty();
  }

  @Test
  void everyRowSaysWhatServesOrWhyNothingDoes() throws IOException {
    for (Row row : rows()) {
      assertThat(row.theirs()).as(row.toString()).isNotBlank();
      assertThat(row.differences()).as(row.toString()).doesNotContain("to come");
      if (row.ours().equals("—")) {
        assertThat(row.differences()).as("the reason of " + row.theirs()).isNotBlank();
      }
    }
  }

  @Test
  void namesEveryVerbOfTheThree() throws IOException {
    String table = Files.readString(table());
    List<String> missing = new ArrayList<>();
    for (String name : Files.readAllLines(names())) {
      if (!name.isBlank() && !name.startsWith("#") && !mentions(table, name)) {
        missing.add(name);
      }
    }

    assertThat(missing).isEmpty();
  }

  /** Tells whether a name stands in the table as a word of its own, in code. */
  private static boolean mentions(String table, String name) {
    String last = name.substring(name.lastIndexOf('.') + 1);
    return Pattern.compile("`[^`\\n]*\\b" + Pattern.quote(last) + "\\b[^`\\n]*`")
        .matcher(table)
        .find();
  }

  private static List<Row> rows() throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(table())) {
      boolean isRow = line.startsWith("| ") && !line.startsWith("| theirs ");
      if (isRow) {
        rows.add(row(line));
      }
    }
    assertThat(rows).hasSizeGreaterThan(250);
    return rows;
  }

  private static Row row(String line) {
    String[] cells = line.substring(2, line.lastIndexOf('|')).split("(?<!\\\\)\\|", -1);
    assertThat(cells).as(line).hasSize(CELLS);
    Matcher example = EXAMPLE.matcher(cells[2].strip());
    assertThat(example.matches()).as("the example of " + line).isTrue();
    return new Row(
        cells[0].strip(),
        cells[1].strip(),
        example.group(1) != null,
        example.group(2).replace("\\|", "|"),
        cells[3].strip());
  }

  private static Path table() {
    return root().resolve("docs/coming-from-python.md");
  }

  private static Path names() {
    return root().resolve("toolkit/src/test/resources/heapsh/python-names.txt");
  }

  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("startup.jsh")) ? here : here.getParent();
  }
}
