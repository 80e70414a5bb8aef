package heapsh.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens dumps whose index is damaged: they answer as if there were none. */
class DamagedIndexTest {
  /** Of the bytes behind the header one in so many is flipped, another choice in every run. */
  private static final int ONE_IN = 80;

  @TempDir Path directory;
  private Path dump;
  private Path index;
  private byte[] good;
  private List<String> fresh;

  @BeforeEach
  void writeIndex() throws IOException {
    dump = Graphs.random(directory.resolve("a.hprof"), 7, 8);
    fresh = IndexedGraphs.freshAnswers(dump);
    index = IndexedGraphs.index(dump);
    good = Files.readAllBytes(index);
  }

  @Test
  void answersAlikeWhicheverByteIsFlipped() throws IOException {
    int refused = 0;
    Random random = new Random();
    for (int at = 0; at < good.length; at++) {
      if (at >= IndexFormat.HEADER_BYTES && random.nextInt(ONE_IN) > 0) {
        continue;
      }
      byte[] bad = good.clone();
      bad[at] ^= (byte) (1 << (at & 7));
      refused += check(bad, "byte " + at);
    }
    assertThat(refused).isGreaterThan(100);
  }

  @Test
  void answersAlikeWhereverItIsCutOff() throws IOException {
    for (int length = 0; length < good.length; length += length < 1000 ? 7 : 997) {
      assertThat(check(Arrays.copyOf(good, length), "length " + length)).isOne();
    }
    assertThat(check(Arrays.copyOf(good, good.length + 1), "one byte more")).isOne();
  }

  @Test
  void answersAlikeWhenBlocksAreSwapped() throws IOException {
    Random random = new Random(3);
    for (int round = 0; round < 100; round++) {
      byte[] bad = good.clone();
      int length = 64;
      int from = random.nextInt(good.length / length) * length;
      int to = random.nextInt(good.length / length) * length;
      System.arraycopy(good, from, bad, to, length);
      System.arraycopy(good, to, bad, from, length);
      check(bad, from + " with " + to);
    }
  }

  @Test
  void isWholeAgainAfterwards() throws IOException {
    byte[] bad = good.clone();
    ByteBuffer header = ByteBuffer.wrap(good);
    bad[(int) header.getLong(16) - 100] ^= 1; // in the last section
    assertThat(check(bad, "last section")).isOne();
    try (HeapGraph graph = IndexedGraphs.open(dump)) {
      assertThat(IndexedGraphs.answers(graph)).isEqualTo(fresh);
      assertThat(IndexedGraphs.isRead(graph)).as(graph.index()).isTrue();
    }
  }

  /** Opens the dump with this index; returns 1 when the damage was seen. */
  private int check(byte[] bytes, String what) throws IOException {
    Files.write(index, bytes);
    try (HeapGraph graph = IndexedGraphs.open(dump)) {
      assertThat(IndexedGraphs.answers(graph)).as(what).isEqualTo(fresh);
      return IndexedGraphs.isRead(graph) ? 0 : 1;
    }
  }

  /**
   * With checksums that fit, lies are believed, but what is read stays within bounds: nothing but
   * the documented exceptions comes out of taking the index.
   */
  @Test
  void staysWithinBoundsWhenChecksumsLie() throws IOException {
    Random random = new Random(5);
    for (int round = 0; round < 1000; round++) {
      UnaryOperator<byte[]> lie =
          section -> {
            for (int k = 1 + random.nextInt(2); k > 0 && section.length > 0; k--) {
              int at = random.nextInt(section.length) & (random.nextBoolean() ? -1 : -4);
              section[at] = (byte) (random.nextBoolean() ? random.nextInt() : -1);
            }
            return section;
          };
      SealedIndex.open(SealedIndex.change(good, random, lie), dump);
    }
  }
}
