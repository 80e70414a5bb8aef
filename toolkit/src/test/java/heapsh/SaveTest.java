package heapsh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.hprof.FieldType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SaveTest {
  @TempDir Path directory;
  private Heap hp;

  @BeforeEach
  void open() {
    hp =
        Heaps.of(
            directory,
            d -> {
              long text = d.string("hello");
              d.root(d.instance(d.newClass("a.Holder").field("text", FieldType.OBJECT), text));
            });
  }

  private Path saved(Rich value, String name) {
    Path file = directory.resolve(name);
    value.save(file.toString());
    return file;
  }

  @Test
  void aTableIsSavedAsAPageOrAsText() throws Exception {
    String page = Files.readString(saved(hp.heap(), "x.html"));

    assertThat(page).startsWith("<!DOCTYPE html>").contains("default-src 'none'", "a.Holder");
    Xml.parse(page.substring(page.indexOf('\n')));
    assertThat(Files.readString(saved(hp.heap(), "x.txt"))).isEqualTo(hp.heap().toString());
  }

  @Test
  void aGraphIsSavedAsPictureAsPageAndForGraphviz() throws Exception {
    ReferenceGraph graph = hp.instancesOf("a.Holder").showRefs();

    assertThat(Files.readString(saved(graph, "x.svg")))
        .startsWith("<svg")
        .isEqualTo(graph.mime().get("image/svg+xml"));
    assertThat(Files.readString(saved(graph, "x.html"))).contains("<svg", "</html>");
    assertThat(Files.readString(saved(graph, "x.dot"))).isEqualTo(graph.toDot());
  }

  @Test
  void onlyTheOwnerReadsIt() throws Exception {
    Path file = saved(hp.heap(), "x.html");

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void replacesAnOlderFileAndLeavesNothingElse() throws Exception {
    Path file = directory.resolve("x.txt");
    Files.writeString(file, "old and longer than the new one ".repeat(100));
    saved(hp.heap(), "x.txt");

    assertThat(Files.readString(file)).doesNotContain("old and longer");
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(f -> f.getFileName().toString()).toList())
          .noneMatch(name -> name.endsWith(".part"));
    }
  }

  @Test
  void anUnknownEndingNamesTheOnesThereAre() {
    assertThatThrownBy(() -> hp.heap().save("x.png"))
        .isInstanceOf(HeapException.class)
        .hasMessage(
            "cannot save as 'x.png': the ending says what is written, and here it can be .html,"
                + " .txt");
    assertThatThrownBy(() -> hp.instancesOf("a.Holder").showRefs().save("x"))
        .hasMessageEndingWith("here it can be .html, .svg, .dot, .txt");
  }

  @Test
  void aPathThatCannotBeWrittenSaysWhy() {
    assertThatThrownBy(() -> hp.heap().save(directory.resolve("none/x.html").toString()))
        .isInstanceOf(HeapException.class)
        .hasMessageEndingWith("x.html: no such directory");
    Path taken = directory.resolve("taken.html");
    assertThat(taken.toFile().mkdir()).isTrue();
    assertThatThrownBy(() -> hp.heap().save(taken.toString()))
        .hasMessageEndingWith("it is a directory");
  }
}
