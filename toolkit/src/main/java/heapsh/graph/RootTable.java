package heapsh.graph;

import heapsh.hprof.Catalog;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Holds the roots of a dump, with their threads and methods looked up. */
final class RootTable implements GcRoots {
  private final List<GcRoot> inDumpOrder;
  private final GcRoot[] byIndex;
  private final long[] bits;

  private final int[] frames;

  private RootTable(List<GcRoot> roots, int[] frames, int objects) {
    inDumpOrder = List.copyOf(roots);
    this.frames = frames;
    byIndex = roots.toArray(GcRoot[]::new);
    Arrays.sort(byIndex, Comparator.comparingInt(GcRoot::index));
    bits = new long[(objects >>> 6) + 1];
    for (GcRoot root : byIndex) {
      bits[root.index() >>> 6] |= 1L << root.index();
    }
  }

  /**
   * Resolves root records; those whose object is not in the dump are left out.
   *
   * @param classes in a dump without any sticky class, boot classes are roots (Eclipse MAT's rule)
   */
  static RootTable of(List<RootRecord> records, IdIndex ids, Catalog catalog, HeapClass[] classes) {
    Map<Integer, RootRecord> threads = new HashMap<>();
    boolean sticky = false;
    for (RootRecord record : records) {
      if (record.kind() == RootKind.THREAD) {
        threads.put(record.threadSerial(), record);
      }
      sticky |= record.kind() == RootKind.SYSTEM_CLASS;
    }
    List<GcRoot> roots = new ArrayList<>(records.size());
    IntArrayList frames = new IntArrayList(records.size());
    Map<Long, String> methods = new HashMap<>();
    for (RootRecord record : records) {
      int index = ids.indexOf(record.id());
      if (index >= 0) {
        frames.add(record.frame());
        roots.add(resolve(record, index, threads, ids, catalog, methods));
      }
    }
    if (!sticky) {
      for (HeapClass type : classes) {
        if (type.loaderIndex() < 0 && type.objectIndex() >= 0) {
          roots.add(new GcRoot(type.objectIndex(), RootKind.SYSTEM_CLASS, -1, null));
          frames.add(-1);
        }
      }
    }
    return new RootTable(roots, frames.toIntArray(), ids.size());
  }

  /** Holds roots that are resolved already, in the order of the dump. */
  static RootTable ofResolved(List<GcRoot> roots, int[] frames, int objects) {
    return new RootTable(roots, frames, objects);
  }

  private static GcRoot resolve(
      RootRecord record,
      int index,
      Map<Integer, RootRecord> threads,
      IdIndex ids,
      Catalog catalog,
      Map<Long, String> methods) {
    RootRecord thread = threads.get(record.threadSerial());
    RootKind kind = record.kind();
    boolean ofThread = record.threadSerial() != 0 && kind != RootKind.THREAD;
    if (!ofThread || thread == null) {
      return new GcRoot(index, kind, kind == RootKind.THREAD ? index : -1, null);
    }
    int traceSerial = thread.frame();
    String method = null;
    if (record.frame() >= 0) {
      long key = (long) traceSerial << 32 | record.frame();
      method = methods.computeIfAbsent(key, k -> catalog.readMethod(traceSerial, record.frame()));
    }
    return new GcRoot(index, kind, ids.indexOf(thread.id()), method);
  }

  @Override
  public List<GcRoot> all() {
    return inDumpOrder;
  }

  @Override
  public int frame(int k) {
    return frames[k];
  }

  @Override
  public List<GcRoot> of(int index) {
    if (!isRoot(index)) {
      return List.of();
    }
    int low = 0;
    int high = byIndex.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (byIndex[middle].index() < index) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    List<GcRoot> roots = new ArrayList<>();
    for (int i = low; i < byIndex.length && byIndex[i].index() == index; i++) {
      roots.add(byIndex[i]);
    }
    return roots;
  }

  @Override
  public boolean isRoot(int index) {
    return (bits[index >>> 6] >>> index & 1) != 0;
  }
}
