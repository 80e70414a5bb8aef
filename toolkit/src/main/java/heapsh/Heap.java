package heapsh;

import heapsh.graph.HeapGraph;
import heapsh.jdk.JdkModel;
import org.roaringbitmap.RoaringBitmap;

/** A heap: skeleton. */
public final class Heap implements AutoCloseable {
  private final HeapGraph graph;
  private final JdkModel jdk;

  Heap(HeapGraph graph) {
    this.graph = graph;
    this.jdk = JdkModel.of(graph);
  }

  /** Gives the graph; throws HeapException when this heap is closed. */
  HeapGraph graph() {
    return graph;
  }

  JdkModel jdk() {
    return jdk;
  }

  /** Makes a set of these objects, by class. */
  ObjectSet set(RoaringBitmap objects) {
    return new ObjectSet(this, objects);
  }

  @Override
  public void close() {
    graph.close();
  }
}
