package heapsh.mat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.HeapException;
import heapsh.fixtures.Dump;
import heapsh.graph.HeapClass;
import heapsh.graph.HeapGraph;
import heapsh.graph.ObjectReader;
import heapsh.graph.Progress;
import heapsh.graph.ReferenceCursor;
import heapsh.graph.RootKind;
import heapsh.graph.Strength;
import heapsh.hprof.FieldType;
import heapsh.hprof.Tags;
import heapsh.jdk.LayoutInference;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.roaringbitmap.RoaringBitmap;

class MatHeapTest {
  @TempDir Path directory;
  private Path dumps;
  private Path scratch;
  private long head;
  private long tail;
  private long array;

  @BeforeEach
  void makeDirectories() throws IOException {
    dumps = Files.createDirectory(directory.resolve("dumps"));
    scratch = Files.createDirectory(directory.resolve("scratch"));
  }

  private HeapGraph open(Path dump) {
    return MatHeap.open(
        dump,
        new MatOptions(
            scratch,
            (graph, evidence) -> LayoutInference.choose(graph, evidence, Set.of()),
            Progress.NONE));
  }

  private Path write(Consumer<Dump> content) {
    return Dump.write(dumps.resolve("test.hprof"), content);
  }

  private void list(Dump d) {
    Dump.Type node =
        d.newClass("Node").field("next", FieldType.OBJECT).field("size", FieldType.INT);
    tail = d.instance(node, 0, -7);
    head = d.instance(node, tail, 8);
    array = d.array(0, tail, 0, head, tail);
    d.root(array);
    d.instance(node, head, 9);
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> !file.equals(directory)).toList();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 8})
  void readsObjectsAndTheirValues(int idBytes) {
    Path dump = Dump.write(dumps.resolve("x.hprof"), "JAVA PROFILE 1.0.2", idBytes, this::list);
    try (HeapGraph graph = open(dump)) {
      int first = graph.indexOf(head);
      int last = graph.indexOf(tail);
      HeapClass node = graph.heapClass(graph.classNumber(first));
      ObjectReader reader = graph.reader();
      assertThat(node.name()).isEqualTo("Node");
      assertThat(reader.bits(last, node.fieldNamed("size"))).isEqualTo(-7);
      assertThat(reader.reference(first, node.fieldNamed("next"))).isEqualTo(last);
      assertThat(reader.reference(last, node.fieldNamed("next"))).isEqualTo(ObjectReader.NULL);
      assertThat(reader.arrayLength(graph.indexOf(array))).isEqualTo(5);
      assertThat(reader.element(graph.indexOf(array), 3)).isEqualTo(first);
      assertThat(graph.info().engine()).isEqualTo("mat");
      assertThat(graph.info().idBytes()).isEqualTo(idBytes);
    }
  }

  @Test
  void givesEveryReferenceWithItsSlot() {
    try (HeapGraph graph = open(write(this::list))) {
      ReferenceCursor cursor = graph.outgoing();
      cursor.moveTo(graph.indexOf(array));
      List<String> found = new ArrayList<>();
      for (int t = cursor.next(); t >= 0; t = cursor.next()) {
        found.add(graph.idOf(t) + " in " + cursor.slot());
      }
      assertThat(found).containsExactly(tail + " in 0", head + " in 1", tail + " in 2");

      ReferenceCursor incoming = graph.incoming();
      incoming.moveTo(graph.indexOf(tail));
      List<Long> sources = new ArrayList<>();
      for (int s = incoming.next(); s >= 0; s = incoming.next()) {
        sources.add(graph.idOf(s));
      }
      assertThat(sources).containsExactly(head, array, array);
    }
  }

  @Test
  void hidesWhatOnlyTheParserHas() {
    try (HeapGraph graph = open(write(this::list))) {
      // A dump without a class of byte arrays or of class loaders: the parser invents them.
      for (int index = 0; index < graph.objectCount(); index++) {
        assertThat(graph.idOf(index)).isGreaterThanOrEqualTo(0x1000);
      }
      assertThat(graph.indexOf(0)).isEqualTo(-1);
    }
  }

  @Test
  void keepsAReferenceToWhatIsStronglyHeld() {
    long[] ids = new long[3];
    Path dump =
        write(
            d -> {
              Dump.Type reference =
                  d.newClass("java.lang.ref.Reference").field("referent", FieldType.OBJECT);
              Dump.Type weak = d.newClass("java.lang.ref.WeakReference", reference);
              ids[0] = d.bytes((byte) 1);
              ids[1] = d.instance(weak, ids[0]);
              ids[2] = d.instance(weak, d.bytes((byte) 2));
              d.root(ids[0]);
              d.root(ids[1]);
              d.root(ids[2]);
            });
    try (HeapGraph graph = open(dump)) {
      int weak = graph.indexOf(ids[1]);
      HeapClass type = graph.heapClass(graph.classNumber(weak));
      ReferenceCursor cursor = graph.outgoing();
      cursor.moveTo(weak);
      assertThat(cursor.next()).isEqualTo(graph.indexOf(ids[0]));
      assertThat(cursor.slot()).isZero();
      assertThat(graph.reader().reference(graph.indexOf(ids[2]), type.referenceSlot(0)))
          .isEqualTo(ObjectReader.DANGLING);
      assertThat(graph.info().warnings()).anyMatch(line -> line.contains("strong references"));
      RoaringBitmap from = RoaringBitmap.bitmapOf(weak);
      RoaringBitmap none = new RoaringBitmap();
      assertThat(graph.paths(Set.of(Strength.STRONG), from, none).reaches(graph.indexOf(ids[0])))
          .isFalse();
      assertThat(
              graph
                  .paths(Set.of(Strength.STRONG, Strength.WEAK), from, none)
                  .reaches(graph.indexOf(ids[0])))
          .isTrue();
    }
  }

  @Test
  void readsTwoDumpsAtOnce() {
    Path first = Dump.write(dumps.resolve("a.hprof"), d -> d.root(d.string("first")));
    Path second = Dump.write(dumps.resolve("b.hprof"), d -> d.root(d.string("second, longer")));
    try (HeapGraph a = open(first);
        HeapGraph b = open(second)) {
      assertThat(bytes(a)).isEqualTo("first");
      assertThat(bytes(b)).isEqualTo("second, longer");
      assertThat(bytes(a)).isEqualTo("first");
    }
  }

  private static String bytes(HeapGraph graph) {
    for (int index = 0; index < graph.objectCount(); index++) {
      if (graph.heapClass(graph.classNumber(index)).elementType() == FieldType.BYTE) {
        return new String(graph.reader().arrayBytes(index, 0, 100), StandardCharsets.US_ASCII);
      }
    }
    throw new AssertionError("no byte[]");
  }

  @Test
  void leavesNothingBehindAndNothingBesideTheDump() throws IOException {
    Path dump = write(this::list);
    Path index = Files.writeString(dumps.resolve("test.o2c.index"), "not ours");
    byte[] before = Files.readAllBytes(dump);
    HeapGraph graph = open(dump);
    assertThat(files(scratch)).isNotEmpty();
    graph.outgoing();
    graph.close();
    graph.close();
    assertThat(files(scratch)).isEmpty();
    assertThat(files(dumps)).containsExactlyInAnyOrder(dump, index);
    assertThat(Files.readAllBytes(dump)).isEqualTo(before);
    assertThatThrownBy(graph::outgoing).isInstanceOf(HeapException.class);
  }

  @Test
  void unpacksGzip() throws IOException {
    Path dump = write(this::list);
    Path packed = dumps.resolve("test.hprof.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      Files.copy(dump, out);
    }
    try (HeapGraph graph = open(packed)) {
      assertThat(graph.indexOf(head)).isNotNegative();
      assertThat(graph.info().path()).isEqualTo(packed);
    }
    assertThat(files(scratch)).isEmpty();
  }

  @Test
  void takesWhatAStackHoldsAsRoots() {
    long[] ids = new long[2];
    Path dump =
        write(
            d -> {
              Dump.Type thread = d.newClass("java.lang.Thread").field("name", FieldType.OBJECT);
              ids[0] = d.instance(thread, 0);
              ids[1] = d.bytes((byte) 1);
              try {
                d.writer().rootThread(ids[0], 1, 0);
                d.writer().rootLocal(Tags.ROOT_JAVA_FRAME, ids[1], 1, 0);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    try (HeapGraph graph = open(dump)) {
      int local = graph.indexOf(ids[1]);
      assertThat(graph.roots().of(local)).hasSize(1);
      assertThat(graph.roots().of(local).get(0).kind()).isEqualTo(RootKind.JAVA_FRAME);
      assertThat(graph.roots().of(local).get(0).thread()).isEqualTo(graph.indexOf(ids[0]));
      assertThat(graph.dominators().dominator(local)).isEqualTo(heapsh.graph.DominatorTree.ROOT);
      ReferenceCursor cursor = graph.outgoing();
      cursor.moveTo(graph.indexOf(ids[0]));
      assertThat(cursor.next()).isEqualTo(-1);
    }
  }

  @Test
  void saysInOneLineWhatIsWrongWithAFile() throws IOException {
    Path text = Files.writeString(dumps.resolve("text.hprof"), "no dump at all, but a text");
    Path cut = dumps.resolve("cut.hprof");
    byte[] whole = Files.readAllBytes(write(this::list));
    Files.write(cut, Arrays.copyOf(whole, whole.length - 30));
    assertThatThrownBy(() -> open(text))
        .isInstanceOf(HeapException.class)
        .hasMessageContaining("not an HPROF heap dump");
    assertThatThrownBy(() -> open(cut))
        .isInstanceOf(HeapException.class)
        .hasMessageContaining("cut off");
    assertThatThrownBy(() -> open(dumps.resolve("nowhere.hprof")))
        .isInstanceOf(HeapException.class)
        .hasMessageContaining("there is no file");
    assertThatThrownBy(() -> open(dumps))
        .isInstanceOf(HeapException.class)
        .hasMessageContaining("is a directory");
    assertThat(files(scratch)).isEmpty();
  }

  @Test
  void saysThatTheParserFailed() throws IOException {
    Path dump = write(d -> d.root(d.instance(d.newClass("Lost").withoutRecord())));
    assertThatThrownBy(() -> open(dump))
        .isInstanceOf(HeapException.class)
        .hasMessageStartingWith("Eclipse MAT's parser cannot read this dump: ");
    assertThat(files(scratch)).isEmpty();
  }

  @Test
  void stopsWhenInterrupted() throws IOException {
    Path dump = write(this::list);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> open(dump)).isInstanceOf(HeapException.class).hasMessage("stopped");
    assertThat(Thread.interrupted()).isFalse();
    MatOptions stopping =
        new MatOptions(
            scratch,
            (graph, evidence) -> LayoutInference.choose(graph, evidence, Set.of()),
            (phase, done, total, unit) -> {
              if (phase != null && phase.startsWith("MAT")) {
                Thread.currentThread().interrupt();
              }
            });
    assertThatThrownBy(() -> MatHeap.open(dump, stopping))
        .isInstanceOf(HeapException.class)
        .hasMessage("stopped");
    assertThat(Thread.interrupted()).isFalse();
    assertThat(files(scratch)).isEmpty();
    try (HeapGraph graph = open(dump)) {
      assertThat(graph.objectCount()).isPositive();
    }
  }
}
