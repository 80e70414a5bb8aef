package heapsh;

import heapsh.graph.GcRoot;
import heapsh.graph.GcRoots;
import heapsh.graph.RootKind;
import heapsh.jdk.Relations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Sorts by the set of kinds of the referrers, and of roots: those are numbered below zero, {@code
 * -1 - ordinal}, so that they stand first.
 */
final class ByReferrers extends Classification {
  private final Classification base;
  private final boolean raw;
  private final IntSets sets = new IntSets();

  ByReferrers(Heap heap, Classification base, boolean raw) {
    super(heap);
    this.base = base;
    this.raw = raw;
  }

  @Override
  Sorter sorter() {
    return new ReferrerSorter();
  }

  private final class ReferrerSorter implements Sorter {
    private final GcRoots roots = heap().graph().roots();
    private final Relations.Cursor cursor = heap().jdk().relations().cursor(raw);
    private final Sorter sorter = base.sorter();
    private final IntSets.Cache cache = new IntSets.Cache(sets);
    private int[] found = new int[256];
    private int n;

    @Override
    public int kindOf(int index) {
      n = 0;
      int referrers = cursor.moveToReferrers(index);
      for (int k = 0; k < referrers; k++) {
        add(sorter.kindOf(cursor.referrer(k)));
      }
      if (roots.isRoot(index)) {
        for (GcRoot root : roots.of(index)) {
          add(-1 - root.kind().ordinal());
        }
      }
      pack();
      return cache.number(found, n);
    }

    private void add(int kind) {
      if (n > 0 && found[n - 1] == kind) {
        return;
      }
      if (n == found.length) {
        pack();
        if (2 * n > found.length) {
          found = Arrays.copyOf(found, found.length * 2);
        }
      }
      found[n++] = kind;
    }

    private void pack() {
      Arrays.sort(found, 0, n);
      n = SortedInts.unique(found, n);
    }
  }

  @Override
  int kindCount() {
    return sets.size();
  }

  @Override
  String name(int kind) {
    return names(kind, Integer.MAX_VALUE);
  }

  @Override
  String shortName(int kind, int width) {
    String name = name(kind);
    if (name.length() <= width) {
      return name;
    }
    String shorter = names(kind, 1);
    return cut(shorter, width);
  }

  @Override
  List<Set<String>> namesOfMembers(int kind) {
    List<Set<String>> names = new ArrayList<>();
    for (int member : sets.get(kind)) {
      names.add(Set.of(memberName(member, Integer.MAX_VALUE)));
    }
    return names;
  }

  @Override
  Set<String> memberNamesMet() {
    Set<String> names = new HashSet<>();
    for (int kind = 0; kind < base.kindCount(); kind++) {
      names.add(base.name(kind));
    }
    return names;
  }

  private String memberName(int member, int width) {
    return member < 0
        ? "<" + RootKind.values()[-1 - member].text() + ">"
        : base.shortName(member, width);
  }

  private String names(int kind, int width) {
    int[] kinds = sets.get(kind);
    if (kinds.length == 0) {
      return "<nothing>";
    }
    String[] texts = new String[kinds.length];
    for (int k = 0; k < kinds.length; k++) {
      texts[k] = memberName(kinds[k], width);
    }
    Arrays.sort(texts);
    return String.join(", ", texts);
  }

  @Override
  boolean isCheap() {
    return false;
  }
}
