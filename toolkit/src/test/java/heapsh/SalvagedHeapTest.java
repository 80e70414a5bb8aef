package heapsh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.fixtures.AndroidDump;
import heapsh.fixtures.Dump;
import heapsh.hprof.FieldType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shows that results rest on a part of a heap, and what an Android heap has and has not. */
class SalvagedHeapTest {
  private static final String MARK = "From a salvaged part of the heap; info() tells what is lost.";

  @TempDir Path directory;

  private Path dump() {
    return Dump.write(
        directory.resolve("whole.hprof"),
        d -> {
          Dump.Type node = d.newClass("app.Node").field("next", FieldType.OBJECT);
          d.root(d.instance(node, d.instance(node, d.instance(node, 0))));
        });
  }

  /** Cuts off the classes' records, which this fixture writes last. */
  private Path cut(Path whole) throws IOException {
    byte[] bytes = Files.readAllBytes(whole);
    return Files.write(directory.resolve("cut.hprof"), Arrays.copyOf(bytes, bytes.length - 150));
  }

  @Test
  void everyTableCarriesTheMarkWithinItsWidth() throws IOException {
    Path cut = cut(dump());
    try (Heap hp = Heap.open(cut, Options.salvage())) {
      ObjectSet all = hp.all();
      for (Object result :
          new Object[] {
            all, all.byOwner(), all.get(0).shpaths(), all.get(0).pathsIn(), all.get(0).rp()
          }) {
        assertThat(result.toString().lines().toList())
            .as(result.getClass().getSimpleName())
            .contains(MARK)
            .allMatch(line -> line.length() <= 80);
      }
      assertThat(hp.toString()).contains("(salvaged)");
      assertThat(all.largest(1).theOne().toString().lines().findFirst().orElseThrow())
          .endsWith(", salvaged");
    }
  }

  @Test
  void infoTellsHowMuchWasReadAndLost() throws IOException {
    Path cut = cut(dump());
    try (Heap hp = Heap.open(cut, Options.salvage())) {
      HeapInfo info = hp.info();
      long size = Files.size(cut);
      assertThat(info.losses().fileBytes()).isEqualTo(size);
      assertThat(info.losses().lostBytes()).isPositive();
      assertThat(info.losses().missingBytes()).isPositive();
      assertThat(info.losses().readBytes()).isEqualTo(size - info.losses().lostBytes());
      assertThat(info.losses().first().get(0).offset()).isEqualTo(info.losses().readBytes());
      assertThat(info.text().replaceAll("\\s+", " "))
          .contains("salvaged: every result rests on a part of the heap; ")
          .contains(" of " + size + " bytes of the file were read (")
          .contains("lost " + info.losses().lostBytes() + " bytes from byte ");
    }
  }

  @Test
  void aWholeHeapCarriesNoMark() {
    try (Heap hp = Heap.open(dump(), Options.salvage())) {
      assertThat(hp.info().losses().any()).isFalse();
      assertThat(hp.all().toString() + hp + hp.all().rp()).doesNotContainIgnoringCase("salvage");
    }
  }

  @Test
  void withoutSalvageTheErrorNamesIt() throws IOException {
    Path cut = cut(dump());
    assertThatThrownBy(() -> Heap.open(cut))
        .isInstanceOf(HeapException.class)
        .hasMessageStartingWith("cut.hprof: ")
        .hasMessageEndingWith("; open(path, salvage) opens what is readable");
    Path text = Files.writeString(directory.resolve("text.txt"), "no dump, whatever you do");
    assertThatThrownBy(() -> Heap.open(text)).message().doesNotContain("salvage");
  }

  @Test
  void readsAndroidsStrings() {
    try (Heap hp = Heap.open(AndroidDump.write(directory.resolve("android.hprof")))) {
      assertThat(hp.at(AndroidDump.WIDE_STRING).asString()).isEqualTo("w\u00efde \u4e16");
      assertThat(hp.at(AndroidDump.NARROW_STRING).asString()).isEqualTo("narrow");
      assertThat(hp.at(AndroidDump.HOLLOW_STRING).toString())
          .contains("<its array is not in the dump>");
      assertThat(hp.at(AndroidDump.WITHOUT_DATA).toString())
          .contains("<its elements are not in the dump>");
      assertThat(hp.at(AndroidDump.WITHOUT_DATA).size()).isGreaterThan(2000);
      assertThat(hp.info().text()).contains("heaps    app, image, zygote");
      assertThat(hp.heap().toString() + hp.heap().byOwner() + hp.root()).contains("MainActivity");
    }
  }
}
