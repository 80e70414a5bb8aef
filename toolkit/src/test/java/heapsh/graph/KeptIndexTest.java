package heapsh.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.HeapException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens dumps that have an index: they answer as without. */
class KeptIndexTest {
  private static final int GRAPHS = 1000;

  @TempDir Path directory;

  @Test
  void answersAsAFreshOpeningOnThousandsOfGraphs() throws IOException {
    for (long seed = 0; seed < GRAPHS; seed++) {
      Path dump = Graphs.random(directory.resolve("random.hprof"), seed, seed % 3 == 0 ? 4 : 8);
      List<String> fresh = IndexedGraphs.freshAnswers(dump);
      try (HeapGraph first = IndexedGraphs.open(dump)) {
        askSome(first, new Random(seed));
      }
      for (int again = 0; again < 2; again++) {
        try (HeapGraph graph = IndexedGraphs.open(dump)) {
          assertThat(IndexedGraphs.isRead(graph)).as(graph.index()).isTrue();
          assertThat(IndexedGraphs.answers(graph)).as("seed %d", seed).isEqualTo(fresh);
        }
      }
      Files.delete(IndexedGraphs.indexOf(dump));
    }
  }

  /** Asks for some phases, so that the index has these only. */
  private static void askSome(HeapGraph graph, Random random) {
    if (random.nextBoolean()) {
      graph.reachable();
    }
    if (random.nextBoolean()) {
      graph.strongPaths();
    }
    if (random.nextBoolean()) {
      graph.incoming();
    }
    if (random.nextBoolean()) {
      graph.dominators();
    }
  }

  @Test
  void addsWhatALaterSessionComputes() {
    Path dump = dump();
    try (HeapGraph graph = IndexedGraphs.open(dump)) {
      graph.reachable();
    }
    long small = IndexedGraphs.indexOf(dump).toFile().length();
    try (HeapGraph graph = IndexedGraphs.open(dump)) {
      graph.dominators();
    }
    long larger = IndexedGraphs.indexOf(dump).toFile().length();
    assertThat(larger).isGreaterThan(small);
    try (HeapGraph graph = IndexedGraphs.open(dump)) {
      graph.dominators();
      graph.reachable();
    }
    assertThat(IndexedGraphs.indexOf(dump)).hasSize(larger);
  }

  @Test
  void isWrittenWhileTheHeapIsIdle() {
    Path dump = dump();
    try (HeapGraph graph = IndexedGraphs.open(dump)) {
      graph.reachable();
      assertThat(graph.index()).endsWith("not yet written");
      long deadline = System.nanoTime() + 60_000_000_000L;
      while (!graph.index().endsWith(", written") && System.nanoTime() < deadline) {
        Thread.yield();
      }
      assertThat(graph.index()).endsWith(", written");
      try (HeapGraph other = IndexedGraphs.open(dump)) {
        assertThat(IndexedGraphs.isRead(other)).isTrue();
      }
    }
  }

  @Test
  void isReadableByItsOwnerOnly() throws IOException {
    Path index = IndexedGraphs.index(dump());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(index)))
        .isEqualTo("rw-------");
  }

  @Test
  void isNotReadWhenOthersMayWriteToIt() throws IOException {
    Path dump = dump();
    Path index = IndexedGraphs.index(dump);
    Files.setPosixFilePermissions(index, PosixFilePermissions.fromString("rw-rw-rw-"));
    try (HeapGraph graph = IndexedGraphs.open(dump)) {
      assertThat(graph.index()).endsWith("to be written anew: others may write to it");
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(index)))
        .isEqualTo("rw-------");
  }

  @Test
  void isNotWrittenThroughALink() throws IOException {
    Path dump = dump();
    Path precious = Files.writeString(directory.resolve("precious"), "keep me");
    Path index = Files.createSymbolicLink(IndexedGraphs.indexOf(dump), precious);
    try (HeapGraph graph = IndexedGraphs.open(dump)) {
      assertThat(graph.index()).contains("to be written anew");
    }
    assertThat(precious).hasContent("keep me");
    assertThat(Files.isSymbolicLink(index)).isFalse();
    try (HeapGraph graph = IndexedGraphs.open(dump)) {
      assertThat(IndexedGraphs.isRead(graph)).isTrue();
    }
  }

  @Test
  void goesIntoAnotherDirectoryOnRequest() throws IOException {
    Path indexes = Files.createDirectory(directory.resolve("indexes"));
    Path one = dump();
    Path sub = Files.createDirectory(directory.resolve("sub"));
    Path other = Graphs.random(sub.resolve(one.getFileName()), 5, 8);
    List<String> fresh = IndexedGraphs.freshAnswers(other);
    for (int round = 0; round < 2; round++) {
      try (HeapGraph first = IndexedGraphs.open(one, IndexChoice.in(indexes));
          HeapGraph second = IndexedGraphs.open(other, IndexChoice.in(indexes))) {
        assertThat(IndexedGraphs.answers(second)).isEqualTo(fresh);
        assertThat(IndexedGraphs.isRead(first)).isEqualTo(round == 1);
        assertThat(IndexedGraphs.isRead(second)).isEqualTo(round == 1);
      }
    }
    assertThat(indexes.toFile().list()).hasSize(2);
    assertThat(IndexedGraphs.indexOf(one)).doesNotExist();
  }

  @Test
  void isLeftAloneWhenSwitchedOff() throws IOException {
    Path dump = dump();
    try (HeapGraph graph = IndexedGraphs.open(dump, IndexChoice.none("switched off"))) {
      graph.reachable();
      assertThat(graph.index()).isEqualTo("none: switched off");
    }
    assertThat(IndexedGraphs.indexOf(dump)).doesNotExist();
  }

  @Test
  void isWrittenAnewWhenTheDumpChanged() throws IOException {
    Path dump = dump();
    IndexedGraphs.index(dump);
    byte[] bytes = Files.readAllBytes(dump);
    bytes[30] ^= 1; // the time in the header
    FileTime modified = Files.getLastModifiedTime(dump);
    Files.write(dump, bytes);
    Files.setLastModifiedTime(dump, modified);
    List<String> fresh = IndexedGraphs.freshAnswers(dump);
    try (HeapGraph graph = IndexedGraphs.open(dump)) {
      assertThat(graph.index()).endsWith("to be written anew: the dump has changed since");
      assertThat(IndexedGraphs.answers(graph)).isEqualTo(fresh);
    }
    try (HeapGraph graph = IndexedGraphs.open(dump)) {
      assertThat(IndexedGraphs.isRead(graph)).isTrue();
    }
    Files.setLastModifiedTime(dump, FileTime.fromMillis(0));
    try (HeapGraph graph = IndexedGraphs.open(dump)) {
      assertThat(graph.index()).contains("the dump has changed since");
    }
  }

  @Test
  void isNotWrittenWhenTheDumpChangesMeanwhile() throws IOException {
    Path dump = dump();
    HeapGraph graph = IndexedGraphs.open(dump);
    Files.setLastModifiedTime(dump, FileTime.fromMillis(0));
    graph.close();
    assertThat(graph.index()).isEqualTo("none: the dump has changed since it was opened");
    assertThat(IndexedGraphs.indexOf(dump)).doesNotExist();
  }

  @Test
  void isWrittenAnewForOtherSettings() {
    Path dump = dump();
    IndexedGraphs.index(dump);
    IndexChoice other = IndexChoice.besideDump().settings("layout=32-bit");
    try (HeapGraph graph = IndexedGraphs.open(dump, other)) {
      assertThat(graph.index()).contains("another version or for other options");
    }
    try (HeapGraph graph = IndexedGraphs.open(dump, other)) {
      assertThat(IndexedGraphs.isRead(graph)).isTrue();
    }
  }

  @Test
  void isWrittenAnewForAnotherVersionOfTheFormat() throws IOException {
    Path dump = dump();
    Path index = IndexedGraphs.index(dump);
    byte[] bytes = Files.readAllBytes(index);
    bytes[11]++;
    Files.write(index, bytes);
    try (HeapGraph graph = IndexedGraphs.open(dump)) {
      assertThat(graph.index()).endsWith("it was written by another version of heapsh");
    }
    try (HeapGraph graph = IndexedGraphs.open(dump)) {
      assertThat(IndexedGraphs.isRead(graph)).isTrue();
    }
  }

  @Test
  void refusesTheIndexOfAnotherDump() throws IOException {
    Path dump = dump();
    Path other = Graphs.random(directory.resolve("other.hprof"), 8, 8);
    Files.copy(IndexedGraphs.index(other), IndexedGraphs.indexOf(dump));
    List<String> fresh = IndexedGraphs.freshAnswers(dump);
    try (HeapGraph graph = IndexedGraphs.open(dump)) {
      assertThat(IndexedGraphs.isRead(graph)).isFalse();
      assertThat(IndexedGraphs.answers(graph)).isEqualTo(fresh);
    }
  }

  @Test
  void answersWhenThereIsNoRoom() throws IOException {
    Path dump = dump();
    List<String> fresh = IndexedGraphs.freshAnswers(dump);
    HeapGraph graph = IndexedGraphs.open(dump, IndexChoice.besideDump().atMost(10_000));
    assertThat(IndexedGraphs.answers(graph)).isEqualTo(fresh);
    graph.close();
    assertThat(graph.index()).startsWith("none: cannot write").contains("MiB are needed");
    assertOnlyDumps();
  }

  @Test
  void answersWhenTheDirectoryDoesNotTakeTheIndex() {
    Path dump = dump();
    List<String> fresh = IndexedGraphs.freshAnswers(dump);
    Path gone = directory.resolve("gone");
    HeapGraph graph = IndexedGraphs.open(dump, IndexChoice.in(gone));
    assertThat(IndexedGraphs.answers(graph)).isEqualTo(fresh);
    graph.close();
    assertThat(graph.index()).startsWith("none: cannot write " + gone);
  }

  @Test
  void answersWhenADirectoryStandsInItsPlace() throws IOException {
    Path dump = dump();
    Files.createDirectories(IndexedGraphs.indexOf(dump).resolve("full"));
    List<String> fresh = IndexedGraphs.freshAnswers(dump);
    HeapGraph graph = IndexedGraphs.open(dump);
    assertThat(IndexedGraphs.answers(graph)).isEqualTo(fresh);
    graph.close();
    assertThat(graph.index()).startsWith("none: cannot write");
  }

  @Test
  void opensTwiceAtOnce() {
    Path dump = dump();
    List<String> fresh = IndexedGraphs.freshAnswers(dump);
    HeapGraph one = IndexedGraphs.open(dump);
    HeapGraph two = IndexedGraphs.open(dump);
    assertThat(IndexedGraphs.answers(one)).isEqualTo(fresh);
    one.close();
    try (HeapGraph three = IndexedGraphs.open(dump)) {
      assertThat(IndexedGraphs.isRead(three)).isTrue();
      assertThat(IndexedGraphs.answers(two)).isEqualTo(fresh);
      two.close(); // writes the index anew, under the one that is mapped
      assertThat(IndexedGraphs.answers(three)).isEqualTo(fresh);
    }
  }

  @Test
  void removesWhatAKilledProcessLeft() throws IOException {
    Path dump = dump();
    Files.writeString(directory.resolve("a.hprof.heapsh.123.unfinished"), "part");
    IndexedGraphs.index(dump);
    assertOnlyDumps();
  }

  @Test
  void letsGoOfTheMappingOnClose() throws IOException {
    Path dump = dump();
    IndexedGraphs.index(dump);
    HeapGraph graph = IndexedGraphs.open(dump);
    graph.dominators();
    assertThat(mapped()).isNotEmpty();
    graph.close();
    for (int round = 0; round < 50 && !mapped().isEmpty(); round++) {
      System.gc();
    }
    assertThat(mapped()).isEmpty();
    assertThatThrownBy(() -> graph.classNumber(0))
        .isInstanceOf(HeapException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(graph::reachable).isInstanceOf(HeapException.class);
  }

  /** Returns what this process maps of the indexes of this test. */
  private List<String> mapped() throws IOException {
    String index = IndexedGraphs.indexOf(directory.resolve("a.hprof")).toString();
    try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
      return maps.filter(line -> line.contains(index)).toList();
    }
  }

  @Test
  void unpacksADumpOnlyForValues() throws IOException {
    Path packed = directory.resolve("packed.hprof.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(Files.readAllBytes(dump()));
    }
    List<String> fresh = IndexedGraphs.freshAnswers(packed);
    IndexedGraphs.index(packed);
    try (HeapGraph graph = IndexedGraphs.open(packed)) {
      graph.dominators();
      assertThat(directory.toFile().list()).noneMatch(name -> name.startsWith("heapsh-"));
      assertThat(IndexedGraphs.answers(graph)).isEqualTo(fresh);
    }
    assertThat(directory.toFile().list()).noneMatch(name -> name.startsWith("heapsh-"));
  }

  private Path dump() {
    return Graphs.random(directory.resolve("a.hprof"), 7, 8);
  }

  private void assertOnlyDumps() {
    assertThat(directory.toFile().list())
        .allMatch(name -> name.endsWith(".hprof") || name.endsWith(".heapsh"));
  }
}
