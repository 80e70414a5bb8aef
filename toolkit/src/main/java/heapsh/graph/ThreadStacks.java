package heapsh.graph;

import heapsh.hprof.Catalog;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gives the stacks of the threads in a dump: their frames, and the objects that these hold.
 * Immutable and thread-safe. Frames are read from the dump when they are asked for.
 */
public final class ThreadStacks {
  /** The stacks of a heap whose stacks are not known. */
  public static final ThreadStacks NONE = new ThreadStacks(null);

  private final Catalog catalog;
  private final Int2IntOpenHashMap traces = new Int2IntOpenHashMap();
  private final Int2ObjectOpenHashMap<List<Local>> locals = new Int2ObjectOpenHashMap<>();

  /** A root that a stack is: the number of its frame, -1 when none is known. */
  private record Local(int frame, int index) {}

  private ThreadStacks(Catalog catalog) {
    this.catalog = catalog;
    traces.defaultReturnValue(-1);
  }

  static ThreadStacks of(GcRoots roots, Catalog catalog) {
    ThreadStacks stacks = new ThreadStacks(catalog);
    List<GcRoot> all = roots.all();
    for (int k = 0; k < all.size(); k++) {
      GcRoot root = all.get(k);
      if (root.kind() == RootKind.THREAD) {
        stacks.traces.put(root.index(), roots.frame(k));
      } else if (root.thread() >= 0) {
        boolean inFrame = root.kind() == RootKind.JAVA_FRAME || root.kind() == RootKind.JNI_LOCAL;
        stacks
            .locals
            .computeIfAbsent(root.thread(), thread -> new ArrayList<>())
            .add(new Local(inFrame ? roots.frame(k) : -1, root.index()));
      }
    }
    return stacks;
  }

  /** Returns the indexes of the threads that the dump has roots for. */
  public int[] threads() {
    int[] threads = traces.keySet().toIntArray();
    Arrays.sort(threads);
    return threads;
  }

  /** Returns the number of frames of a thread, 0 when none is known. O(1). */
  public int frameCount(int thread) {
    int trace = traces.get(thread);
    return trace < 0 || catalog == null ? 0 : catalog.frameCount(trace);
  }

  /**
   * Returns the frames of a thread, the innermost first; objects that its stack holds in no known
   * frame stand in a last one without a method. I/O.
   */
  public List<StackFrame> frames(int thread) {
    Map<Integer, IntArrayList> byFrame = new TreeMap<>();
    for (Local local : locals.getOrDefault(thread, List.of())) {
      int frame = local.frame() < frameCount(thread) ? Math.max(-1, local.frame()) : -1;
      byFrame.computeIfAbsent(frame, k -> new IntArrayList()).add(local.index());
    }
    List<StackFrame> frames = new ArrayList<>();
    int trace = traces.get(thread);
    for (int k = 0; k < frameCount(thread); k++) {
      String method = catalog.readMethod(trace, k);
      IntArrayList held = byFrame.getOrDefault(k, new IntArrayList());
      frames.add(
          new StackFrame(
              method == null ? "?" : method, catalog.readSource(trace, k), List.copyOf(held)));
    }
    if (byFrame.containsKey(-1)) {
      frames.add(new StackFrame("", "", List.copyOf(byFrame.get(-1))));
    }
    return List.copyOf(frames);
  }

  /** Returns the objects that the stack of a thread holds, each as often as it does. O(locals). */
  public int[] locals(int thread) {
    return locals.getOrDefault(thread, List.of()).stream().mapToInt(Local::index).toArray();
  }
}
