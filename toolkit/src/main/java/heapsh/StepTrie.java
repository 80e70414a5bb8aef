package heapsh;

import heapsh.jdk.Relation;
import it.unimi.dsi.fastutil.ints.Int2ObjectOpenHashMap;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/** Holds shapes by {@link StepLabels}, so that those of several heaps meet in one node. */
final class StepTrie extends PathTrie {
  private final StepLabels names;
  private final Int2ObjectOpenHashMap<SortedSet<String>> runs = new Int2ObjectOpenHashMap<>();

  StepTrie(StepLabels names) {
    super(-1);
    this.names = names;
  }

  StepLabels names() {
    return names;
  }

  String text(int node) {
    return names.text(code(node));
  }

  Relation.Sort sort(int node) {
    return names.sort(code(node));
  }

  /** Returns the texts of the steps of a run, null for other nodes. */
  SortedSet<String> run(int node) {
    return runs.get(node);
  }

  /** Returns the child of this label, made when it is not there. O(1). */
  int child(int node, int label) {
    int child = find(node, label);
    if (child < 0) {
      child = append(node, label);
      link(node, label, child);
    }
    return child;
  }

  /** Notes that the last steps of a shape repeat, and the fields of a run; null when it is none. */
  void merge(int node, int loop, Collection<String> run) {
    if (loop(node) == 0) {
      setLoop(node, loop);
    }
    if (run != null) {
      runs.computeIfAbsent(node, k -> new TreeSet<>()).addAll(run);
    }
  }
}
