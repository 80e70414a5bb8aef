package heapsh.graph;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * Makes indexes with wrong content and right checksums, and opens them: what a fuzzer needs to get
 * behind the checksums.
 */
final class SealedIndex {
  private SealedIndex() {}

  /**
   * Opens a dump with an index of these bytes and asks all that the index knows.
   *
   * @throws heapsh.HeapException when the index and the dump contradict one another
   */
  static void open(byte[] index, Path dump) throws IOException {
    Path file = IndexedGraphs.indexOf(dump);
    Files.write(file, index);
    try (HeapGraph graph = IndexedGraphs.open(dump)) {
      exercise(graph);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /** Asks what comes from the index alone, object by object. */
  static void exercise(HeapGraph graph) {
    graph.reachable();
    graph.reachableTotals();
    PathTree paths = graph.strongPaths();
    DominatorTree dominators = graph.dominators();
    ReferenceCursor out = graph.outgoing();
    ReferenceCursor in = graph.incoming();
    for (int i = 0; i < graph.objectCount(); i++) {
      graph.heapClass(graph.classNumber(i)).name();
      graph.representedClass(i);
      graph.shallowBytes(i);
      graph.indexOf(graph.idOf(i));
      graph.isReachable(i);
      graph.roots().of(i);
      for (int d = i; d >= 0; d = dominators.dominator(d)) {
        dominators.retainedBytes(d);
      }
      for (int p = i; p >= 0; p = paths.parent(p)) {
        graph.isReachable(p);
      }
      drain(out, i, graph);
      drain(in, i, graph);
    }
  }

  private static void drain(ReferenceCursor cursor, int index, HeapGraph graph) {
    cursor.moveTo(index);
    for (int next = cursor.next(); next >= 0; next = cursor.next()) {
      graph.isReachable(next);
    }
  }

  /** Changes one section of an index, which keeps its length, and mends the checksums. */
  static byte[] change(byte[] index, Random random, UnaryOperator<byte[]> change) {
    IndexFormat.Place place = IndexFormat.check(header(index), index.length);
    byte[] bytes = Arrays.copyOfRange(index, (int) place.offset(), index.length);
    List<IndexFormat.Entry> entries = IndexFormat.Directory.of(bytes, place.offset()).entries();
    IndexFormat.Entry entry = entries.get(random.nextInt(entries.size()));
    int from = (int) entry.offset();
    byte[] changed = index.clone();
    byte[] section = change.apply(Arrays.copyOfRange(index, from, from + (int) entry.bytes()));
    System.arraycopy(section, 0, changed, from, section.length);
    return seal(changed);
  }

  /**
   * Mends every checksum of an index, as far as header and directory can be read; else gives the
   * bytes as they are.
   */
  static byte[] seal(byte[] index) {
    byte[] sealed = index.clone();
    try {
      IndexFormat.Place place = IndexFormat.check(header(index), index.length);
      byte[] bytes = Arrays.copyOfRange(index, (int) place.offset(), index.length);
      IndexFormat.Directory old = IndexFormat.Directory.of(bytes, place.offset());
      List<IndexFormat.Entry> entries =
          old.entries().stream().map(entry -> summed(index, entry)).toList();
      byte[] directory = new IndexFormat.Directory(old.key(), old.dump(), entries).toBytes();
      byte[] header = IndexFormat.header(place.offset(), directory);
      System.arraycopy(directory, 0, sealed, (int) place.offset(), directory.length);
      System.arraycopy(header, 0, sealed, 0, header.length);
    } catch (UnusableIndexException e) {
      return index;
    }
    return sealed;
  }

  private static byte[] header(byte[] index) {
    return Arrays.copyOf(index, IndexFormat.HEADER_BYTES);
  }

  private static IndexFormat.Entry summed(byte[] index, IndexFormat.Entry entry) {
    int[] sums = new int[entry.sums().length];
    for (int chunk = 0; chunk < sums.length; chunk++) {
      long from = entry.offset() + chunk * Section.CHUNK;
      long to = Math.min(from + Section.CHUNK, entry.offset() + entry.bytes());
      byte[] bytes = Arrays.copyOfRange(index, (int) from, (int) to);
      sums[chunk] = IndexFormat.sum(bytes, bytes.length);
    }
    return new IndexFormat.Entry(entry.name(), entry.offset(), entry.bytes(), sums);
  }
}
