package heapsh.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import heapsh.HeapException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * Feeds the reader of indexes with content that coverage guides, under right checksums.
 *
 * <p>The bytes are edits of a good index, nine each: a number that chooses the section, where in
 * it, and the int that goes there. So every input gets behind the header, and what is found does
 * not hang on the format's version.
 */
class IndexFuzzTest {
  private static final int EDIT_BYTES = 9;
  private static final int INPUTS_PER_COLLECTION = 50;
  private static final Base BASE = Base.make();
  private static int inputs;

  @FuzzTest(maxDuration = "20s")
  void answersOrRefuses(byte[] edits) throws IOException {
    // Mappings go with the next collection, and a process may have 65,530 of them.
    if (++inputs % INPUTS_PER_COLLECTION == 0) {
      System.gc();
    }
    byte[] index = BASE.index;
    ByteBuffer in = ByteBuffer.wrap(edits);
    while (in.remaining() >= EDIT_BYTES) {
      int section = in.get() & 0xff;
      int at = in.getInt();
      int value = in.getInt();
      index = SealedIndex.change(index, new Chosen(section), bytes -> edited(bytes, at, value));
    }
    try {
      SealedIndex.open(index, BASE.dump);
    } catch (HeapException e) {
      assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
    }
  }

  private static byte[] edited(byte[] section, int at, int value) {
    byte[] bytes = section.clone();
    byte[] four = ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    for (int i = 0; i < four.length && bytes.length > 0; i++) {
      bytes[(int) ((at + (long) i & 0xFFFF_FFFFL) % bytes.length)] = four[i];
    }
    return bytes;
  }

  /** A dump and its index, with the results of all phases. */
  private record Base(Path dump, byte[] index) {
    static Base make() {
      try {
        Path directory = Files.createTempDirectory("heapsh-fuzz");
        Path dump = Graphs.random(directory.resolve("fuzz.hprof"), 1, 8);
        Path index = IndexedGraphs.index(dump);
        directory.toFile().deleteOnExit();
        dump.toFile().deleteOnExit();
        index.toFile().deleteOnExit();
        return new Base(dump, Files.readAllBytes(index));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Gives one number, cut to what is asked for. */
  private static final class Chosen extends Random {
    private static final long serialVersionUID = 1;
    private final int number;

    Chosen(int number) {
      this.number = number;
    }

    @Override
    public int nextInt(int bound) {
      return number % bound;
    }
  }
}
