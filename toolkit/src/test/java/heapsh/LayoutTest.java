package heapsh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.fixtures.Dump;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks for an object layout in words. */
class LayoutTest {
  @TempDir Path directory;

  private long stringBytes(Layout layout) {
    Path dump = Dump.write(directory.resolve("text.hprof"), d -> d.string("text"));
    Options options = Options.defaults().scratchDirectory(directory).layout(layout);
    try (Heap heap = Heap.open(dump, options)) {
      return TestHeap.instances(heap, "java.lang.String").size();
    }
  }

  @Test
  void sizesByWhatIsAskedFor() {
    assertThat(stringBytes(Layout.inferred())).isEqualTo(24);
    assertThat(stringBytes(Layout.of("uncompressed references"))).isEqualTo(32);
    assertThat(stringBytes(Layout.of("compact headers"))).isEqualTo(24);
    assertThat(stringBytes(Layout.of("alignment 64"))).isEqualTo(64);
  }

  @Test
  void takesTermsInAnyOrderAndCaseAndPrintsThemInOne() {
    assertThat(Layout.of(" Alignment 16 ,compressed  references,64-bit"))
        .hasToString("64-bit, compressed references, alignment 16");
    assertThat(Layout.of("")).hasToString("inferred");
    assertThat(Layout.inferred()).hasToString("inferred");
  }

  @Test
  void namesAllTermsForOneThatDoesNotExist() {
    assertThatThrownBy(() -> Layout.of("64-bit, compressed oops"))
        .isInstanceOf(HeapException.class)
        .hasMessageStartingWith(
            "no property 'compressed oops' of object layouts; there are: 64-bit")
        .hasMessageContaining("compressed references")
        .hasMessageContaining("alignment 8, ");
  }

  @Test
  void refusesTermsThatExcludeEachOther() {
    assertThatThrownBy(() -> Layout.of("compact headers, compressed class pointers"))
        .isInstanceOf(HeapException.class)
        .hasMessage(
            "an object layout has either compact headers or compressed class pointers, not both");
  }

  @Test
  void refusesALayoutThatTheIdentifiersExclude() {
    assertThatThrownBy(() -> stringBytes(Layout.of("32-bit")))
        .isInstanceOf(HeapException.class)
        .hasMessage(
            "no object layout is 32-bit where identifiers have 8 bytes; ask for less, or for none");
  }
}
