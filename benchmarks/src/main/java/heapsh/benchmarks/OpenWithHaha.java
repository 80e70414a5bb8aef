package heapsh.benchmarks;

import java.util.Map;
import org.eclipse.mat.SnapshotException;
import org.eclipse.mat.parser.internal.SnapshotFactory;
import org.eclipse.mat.snapshot.ISnapshot;
import org.eclipse.mat.util.VoidProgressListener;

/**
 * Opens a dump with MAT's parser as Maven Central has it (haha 1.3): indexes, dominators and
 * retained sizes, which it builds in one go and writes beside the dump.
 *
 * <p>Usage: {@code OpenWithHaha LINK.hprof}, a link alone in a directory of its own.
 */
public final class OpenWithHaha {
  private OpenWithHaha() {}

  /**
   * Opens the dump and prints the number of objects that the parser kept.
   *
   * @param args the dump
   * @throws SnapshotException if the parser cannot read it
   */
  public static void main(String[] args) throws SnapshotException {
    Figures figures = Figures.watch();
    ISnapshot snapshot =
        new SnapshotFactory()
            .openSnapshot(PeerDump.of(args[0]).toFile(), Map.of(), new VoidProgressListener());
    Figures.print("objects", snapshot.getSnapshotInfo().getNumberOfObjects());
    figures.printMemory();
  }
}
