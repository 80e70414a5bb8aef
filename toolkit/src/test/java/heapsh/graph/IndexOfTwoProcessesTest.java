package heapsh.graph;

import static org.assertj.core.api.Assertions.assertThat;

import heapsh.fixtures.ChildJvm;
import heapsh.fixtures.Jdks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens one dump in two processes at once. */
class IndexOfTwoProcessesTest {
  @TempDir Path directory;
  private Path dump;
  private List<String> fresh;

  @BeforeEach
  void writeDump() {
    dump = Graphs.random(directory.resolve("a.hprof"), 7, 8);
    fresh = IndexedGraphs.freshAnswers(dump);
  }

  private ChildJvm start() {
    return ChildJvm.start(Jdks.running(), IndexingProgram.class, "-Ddump=" + dump);
  }

  @Test
  void bothAnswerAndTheIndexIsWhole() {
    HeapGraph mine = IndexedGraphs.open(dump);
    try (ChildJvm other = start()) {
      assertThat(other.firstLine()).startsWith(fresh.hashCode() + " ");
      assertThat(IndexedGraphs.answers(mine)).isEqualTo(fresh);
      other.say('c');
      assertThat(other.exitStatus()).isZero();
    }
    assertThat(IndexedGraphs.indexOf(dump)).isRegularFile();
    mine.close();
    try (ChildJvm third = start()) {
      assertThat(third.firstLine()).startsWith(fresh.hashCode() + " ").endsWith(", read");
    }
  }

  @Test
  void writesWhenTheProcessEndsWithoutClosing() {
    try (ChildJvm other = start()) {
      other.say('e');
      assertThat(other.exitStatus()).isZero();
    }
    try (HeapGraph graph = IndexedGraphs.open(dump)) {
      assertThat(IndexedGraphs.isRead(graph)).as(graph.index()).isTrue();
      assertThat(IndexedGraphs.answers(graph)).isEqualTo(fresh);
    }
  }

  @Test
  void leavesNoPartWhenKilled() throws IOException {
    try (ChildJvm other = start()) {
      assertThat(other.isAlive()).isTrue();
    }
    if (Files.exists(IndexedGraphs.indexOf(dump))) {
      try (HeapGraph graph = IndexedGraphs.open(dump)) {
        assertThat(IndexedGraphs.isRead(graph)).as(graph.index()).isTrue();
      }
    }
    try (HeapGraph graph = IndexedGraphs.open(dump)) {
      assertThat(IndexedGraphs.answers(graph)).isEqualTo(fresh);
    }
    assertThat(directory.toFile().list()).noneMatch(name -> name.endsWith(".unfinished"));
  }
}
