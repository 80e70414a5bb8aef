package heapsh.graph;

import java.nio.file.Path;

/** Opens dumps with the native engine: columns in a mapped scratch file, phases computed when first needed. */
public final class NativeHeap {
  private NativeHeap() {}

  /**
   * Opens a dump: scans it once and indexes its objects. O(file).
   *
   * @throws heapsh.HeapException when the file cannot be read, is no dump, is damaged, or the scratch directory is full
   */
  public static HeapGraph open(Path dump, NativeOptions options) {
    throw new UnsupportedOperationException("skeleton");
  }
}
