package heapsh.mat;

import heapsh.graph.GcRoot;
import heapsh.graph.GcRoots;
import heapsh.graph.RootKind;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.mat.snapshot.model.IStackFrame;
import org.eclipse.mat.snapshot.model.IThreadStack;

/**
 * Gives the roots that MAT's parser read, with their threads; methods come from MAT's stacks, whose
 * frames list their locals in the order of the dump. Immutable and thread-safe.
 */
final class MatRoots implements GcRoots {
  private final List<GcRoot> all;
  private final Int2ObjectOpenHashMap<List<GcRoot>> byIndex = new Int2ObjectOpenHashMap<>();

  private MatRoots(List<GcRoot> all) {
    this.all = List.copyOf(all);
    for (GcRoot root : all) {
      byIndex.computeIfAbsent(root.index(), index -> new ArrayList<>(1)).add(root);
    }
  }

  static MatRoots of(MatSnapshot snapshot, MatObjects objects, List<DumpHandler.Root> found) {
    Methods methods = new Methods(snapshot, objects);
    List<GcRoot> roots = new ArrayList<>(found.size());
    for (DumpHandler.Root root : found) {
      int index = objects.indexOf(root.address());
      if (index < 0) {
        continue;
      }
      int thread = root.thread() == 0 ? -1 : objects.indexOf(root.thread());
      if (thread >= 0) {
        String method = root.kind() == RootKind.THREAD_BLOCK ? null : methods.next(thread, index);
        roots.add(new GcRoot(index, root.kind(), thread, method));
      } else {
        thread = root.kind() == RootKind.THREAD ? index : -1;
        roots.add(new GcRoot(index, root.kind(), thread, null));
      }
    }
    return new MatRoots(roots);
  }

  @Override
  public List<GcRoot> all() {
    return all;
  }

  @Override
  public List<GcRoot> of(int index) {
    return List.copyOf(byIndex.getOrDefault(index, List.of()));
  }

  @Override
  public boolean isRoot(int index) {
    return byIndex.containsKey(index);
  }

  /** Hands out the methods whose frames hold an object, one for each root. */
  private static final class Methods {
    private final MatSnapshot snapshot;
    private final MatObjects objects;
    private final Map<Integer, Map<Integer, List<String>>> byThread = new HashMap<>();

    Methods(MatSnapshot snapshot, MatObjects objects) {
      this.snapshot = snapshot;
      this.objects = objects;
    }

    /** Returns the next method of a thread that holds the object, or null when none is left. */
    String next(int thread, int index) {
      List<String> left =
          byThread.computeIfAbsent(thread, this::read).getOrDefault(index, List.of());
      return left.isEmpty() ? null : left.remove(0);
    }

    private Map<Integer, List<String>> read(int thread) {
      Map<Integer, List<String>> methods = new HashMap<>();
      IThreadStack stack = snapshot.stack(objects.id(thread));
      if (stack == null) {
        return methods;
      }
      for (IStackFrame frame : stack.getStackFrames()) {
        int[] held = frame.getLocalObjectsIds();
        if (held == null) {
          continue;
        }
        String method = method(frame.getText());
        for (int id : held) {
          int index = objects.indexOfId(id);
          methods.computeIfAbsent(index, i -> new ArrayList<>(1)).add(method);
        }
      }
      return methods;
    }

    /** Turns {@code at app.Crawler.run()V (Crawler.java:22)} into {@code Crawler.run()}. */
    private static String method(String frame) {
      int end = frame.indexOf('(');
      String name =
          frame.substring(frame.startsWith("at ") ? 3 : 0, end < 0 ? frame.length() : end);
      int dot = name.lastIndexOf('.');
      int before = name.lastIndexOf('.', dot - 1);
      return name.substring(before + 1) + "()";
    }
  }
}
