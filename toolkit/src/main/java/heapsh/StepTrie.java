package heapsh;

import heapsh.jdk.Relation;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.Long2IntOpenHashMap;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Holds the shapes of paths as a tree of {@link StepLabels}, so that shapes of several heaps meet
 * in one node. A parent's number is below its children's. Not thread-safe.
 */
final class StepTrie {
  /** The node without steps. */
  static final int ROOT = 0;

  private final StepLabels names;
  private final IntArrayList parents = new IntArrayList();
  private final IntArrayList labels = new IntArrayList();
  private final IntArrayList loops = new IntArrayList();
  private final Long2IntOpenHashMap children = new Long2IntOpenHashMap();
  private final Int2ObjectOpenHashMap<SortedSet<String>> runs = new Int2ObjectOpenHashMap<>();

  StepTrie(StepLabels names) {
    this.names = names;
    children.defaultReturnValue(-1);
    append(-1, -1);
  }

  StepLabels names() {
    return names;
  }

  int size() {
    return parents.size();
  }

  int parent(int node) {
    return parents.getInt(node);
  }

  int label(int node) {
    return labels.getInt(node);
  }

  String text(int node) {
    return names.text(label(node));
  }

  Relation.Sort sort(int node) {
    return names.sort(label(node));
  }

  /** Returns how many of the last steps repeat, 0 for none. */
  int loop(int node) {
    return loops.getInt(node);
  }

  /** Returns the texts of the steps of a run, null for other nodes. */
  SortedSet<String> run(int node) {
    return runs.get(node);
  }

  /** Returns the child of this label, made when it is not there. O(1). */
  int child(int node, int label) {
    long key = (long) node << 32 | label;
    int child = children.get(key);
    if (child < 0) {
      child = append(node, label);
      children.put(key, child);
    }
    return child;
  }

  private int append(int parent, int label) {
    parents.add(parent);
    labels.add(label);
    loops.add(0);
    return parents.size() - 1;
  }

  /** Notes that the last steps of a shape repeat, and the fields of a run; null when it is none. */
  void merge(int node, int loop, Collection<String> run) {
    if (loops.getInt(node) == 0) {
      loops.set(node, loop);
    }
    if (run != null) {
      runs.computeIfAbsent(node, k -> new TreeSet<>()).addAll(run);
    }
  }

  /** Returns the nodes of a shape from its first step to its last. O(steps). */
  int[] path(int node) {
    IntArrayList up = new IntArrayList();
    for (int n = node; n > ROOT; n = parents.getInt(n)) {
      up.add(n);
    }
    int[] down = new int[up.size()];
    for (int i = 0; i < down.length; i++) {
      down[i] = up.getInt(down.length - 1 - i);
    }
    return down;
  }
}
