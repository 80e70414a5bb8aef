package heapsh.benchmarks;

import java.io.IOException;
import org.netbeans.lib.profiler.heap.Heap;
import org.netbeans.lib.profiler.heap.HeapFactory;
import org.netbeans.lib.profiler.heap.Instance;

/**
 * Opens a dump with the NetBeans profiler library and follows one object's shortest path to a GC
 * root. For its first path the library searches the whole heap.
 *
 * <p>Usage: {@code PathWithNetBeans LINK.hprof ID}, a link alone in a directory of its own, and the
 * object's address as a decimal number, which {@link FirstPath} prints.
 */
public final class PathWithNetBeans {
  private PathWithNetBeans() {}

  /**
   * Prints the classes along the path, the object first, and the number of references.
   *
   * @param args the dump and the object
   * @throws IOException if the library cannot read it
   */
  public static void main(String[] args) throws IOException {
    Figures figures = Figures.watch();
    Heap heap = HeapFactory.createHeap(PeerDump.of(args[0]).toFile());
    Instance at = heap.getInstanceByID(Long.parseLong(args[1]));
    if (at == null) {
      throw new IllegalArgumentException("no object " + args[1] + " in " + args[0]);
    }
    StringBuilder path = new StringBuilder(at.getJavaClass().getName());
    int steps = 0;
    while (!at.isGCRoot()) {
      at = at.getNearestGCRootPointer();
      if (at == null) {
        throw new IllegalStateException("the library finds no path: " + path);
      }
      steps++;
      path.append(" <- ").append(at.getJavaClass().getName());
    }
    System.out.println(path);
    Figures.print("steps", steps);
    figures.printMemory();
  }
}
