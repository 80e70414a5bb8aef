package heapsh;

import heapsh.graph.Workers;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Arrays;

/**
 * Takes the nodes of a trie from the top down in groups that become one node each of another trie,
 * so that all children of what became one are seen together. O(nodes), without recursion.
 */
final class TrieGroups {
  /** Gives each child of a group its place in the new trie, by {@link #add}. */
  interface Division {
    /** Divides the children of what became this node. */
    void divide(int node, IntArrayList children);
  }

  private final PathTrie old;
  private final int[] firstChild;
  private final int[] nextChild;
  private final int[] nextMember;
  private final int[] numbers;
  private final IntArrayList firstMember = new IntArrayList();
  private final IntArrayList group = new IntArrayList();

  private TrieGroups(PathTrie old) {
    this.old = old;
    firstChild = new int[old.size()];
    nextChild = new int[old.size()];
    nextMember = new int[old.size()];
    numbers = new int[old.size()];
  }

  /** Makes the groups of a trie; the roots are the first. */
  static TrieGroups of(PathTrie old) {
    TrieGroups groups = new TrieGroups(old);
    groups.linkChildren();
    return groups;
  }

  private void linkChildren() {
    Arrays.fill(firstChild, -1);
    for (int node = old.size() - 1; node > PathTrie.ROOT; node--) {
      nextChild[node] = firstChild[old.parent(node)];
      firstChild[old.parent(node)] = node;
    }
    firstMember.add(PathTrie.ROOT);
    nextMember[PathTrie.ROOT] = -1;
  }

  /** Divides all groups; returns for each old node the number of the one it went into. */
  int[] divideAll(Division division) {
    for (int node = 0; node < firstMember.size(); node++) {
      if ((node & Scan.CHUNK - 1) == 0) {
        Workers.checkInterrupt();
      }
      collectChildren(node);
      division.divide(node, group);
    }
    return numbers;
  }

  private void collectChildren(int node) {
    group.clear();
    for (int member = firstMember.getInt(node); member >= 0; member = nextMember[member]) {
      for (int child = firstChild[member]; child >= 0; child = nextChild[child]) {
        group.add(child);
      }
    }
  }

  /** Puts an old node into the group of a new one; new numbers come one after the other. */
  void add(int number, int child) {
    numbers[child] = number;
    if (number == firstMember.size()) {
      firstMember.add(-1);
    }
    nextMember[child] = firstMember.getInt(number);
    firstMember.set(number, child);
  }
}
