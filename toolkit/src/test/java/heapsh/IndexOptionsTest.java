package heapsh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.fixtures.Dump;
import heapsh.hprof.FieldType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens heaps with an index through the API. */
class IndexOptionsTest {
  @TempDir Path directory;
  private Path indexes;
  private Path dump;
  private Options options;

  @BeforeEach
  void writeDump() throws IOException {
    indexes = Files.createDirectory(directory.resolve("indexes"));
    dump =
        Dump.write(
            directory.resolve("a.hprof"),
            d -> {
              var node = d.newClass("Node").field("next", FieldType.OBJECT);
              long tail = d.instance(node, 0);
              for (int i = 0; i < 100; i++) {
                tail = d.instance(node, tail);
              }
              d.root(tail);
              d.root(d.string("text"));
              d.instance(node, 0);
            });
    options = Options.defaults().indexDirectory(indexes);
  }

  @Test
  void showsTheSameTablesFromTheIndex() {
    String heap;
    String row;
    String unreachable;
    try (Heap hp = Heap.open(dump, options)) {
      heap = hp.heap().all().toString();
      row = hp.heap().get(0).byVia().toString();
      unreachable = hp.unreachable().toString();
      assertThat(hp.info().index()).endsWith(", not yet written");
    }
    assertThat(indexes).isDirectoryContaining("glob:**a.hprof-*.heapsh");
    try (Heap hp = Heap.open(dump, options)) {
      assertThat(hp.heap().all()).hasToString(heap);
      assertThat(hp.heap().get(0).byVia()).hasToString(row);
      assertThat(hp.unreachable()).hasToString(unreachable);
      assertThat(hp.heap().get(0).or(hp.heap().minus(hp.heap().get(0))).all()).hasToString(heap);
      assertThat(hp.info().index()).startsWith(indexes.toString()).endsWith(", read");
      assertThat(hp.info().text()).contains("index    " + indexes);
    }
  }

  @Test
  void keepsNoneOnRequest() {
    try (Heap hp = Heap.open(dump, options.noIndex())) {
      assertThat(hp.heap().isEmpty()).isFalse();
      assertThat(hp.info().text()).contains("index    none: switched off");
    }
    assertThat(indexes).isEmptyDirectory();
  }

  @Test
  void refusesADirectoryThatIsNotThere() {
    assertThatThrownBy(() -> Options.defaults().indexDirectory(directory.resolve("gone")))
        .isInstanceOf(HeapException.class)
        .hasMessageContaining("no directory")
        .hasMessageContaining("for the index");
  }
}
