package heapsh.graph;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Opens a dump with its index, asks everything, says what it found and where the index is; then,
 * when its input says so, closes the heap, or just ends.
 */
public final class IndexingProgram {
  private IndexingProgram() {}

  /** Takes the dump from the property {@code dump}. */
  public static void main(String[] args) throws IOException {
    HeapGraph graph = IndexedGraphs.open(Path.of(System.getProperty("dump")));
    System.out.println(IndexedGraphs.answers(graph).hashCode() + " " + graph.index());
    if (System.in.read() == 'c') {
      graph.close();
    }
    System.exit(0);
  }
}
