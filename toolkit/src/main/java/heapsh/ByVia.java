package heapsh;

import heapsh.jdk.Relation;
import heapsh.jdk.Relations;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Sorts by the set of relations by which reachable referrers and roots refer to an object. */
final class ByVia extends Classification {
  private static final int NAMES_COMPARED = 200_000;

  private final boolean raw;
  private final IntSets sets = new IntSets();

  ByVia(Heap heap, boolean raw) {
    super(heap);
    this.raw = raw;
  }

  @Override
  Sorter sorter() {
    Relations.Cursor cursor = relations().cursor(raw);
    IntSets.Cache cache = new IntSets.Cache(sets);
    return new Sorter() {
      private int[] found = new int[64];

      @Override
      public int kindOf(int index) {
        int n = cursor.moveTo(index);
        if (n > found.length) {
          found = new int[n * 2];
        }
        for (int k = 0; k < n; k++) {
          found[k] = cursor.relation(k);
        }
        return cache.number(found, n);
      }
    };
  }

  Relations relations() {
    return heap().jdk().relations();
  }

  /** Returns the relations of a kind, ascending. */
  int[] relationsOf(int kind) {
    return sets.get(kind);
  }

  /**
   * Returns the kind of objects with exactly these relations, ascending in the first {@code n}
   * places.
   */
  int kindOf(int[] relationNumbers, int n) {
    return sets.number(relationNumbers, n);
  }

  @Override
  int kindCount() {
    return sets.size();
  }

  @Override
  String name(int kind) {
    int[] numbers = sets.get(kind);
    if (numbers.length == 0) {
      return "<nothing>";
    }
    String[] texts = new String[numbers.length];
    for (int k = 0; k < numbers.length; k++) {
      Relation relation = relations().relation(numbers[k]);
      texts[k] = relation.text();
    }
    // By text, since the numbers follow the order in which relations were met.
    Arrays.sort(texts);
    return String.join(", ", texts);
  }

  @Override
  List<Set<String>> namesOfMembers(int kind) {
    List<Set<String>> names = new ArrayList<>();
    for (int number : sets.get(kind)) {
      Set<String> both = new LinkedHashSet<>();
      both.add(relations().relation(number).text());
      both.add(relations().relation(relations().folded(number)).text());
      names.add(both);
    }
    return names;
  }

  @Override
  Set<String> memberNamesMet() {
    Set<String> names = new HashSet<>();
    int count = Math.min(relations().count(), NAMES_COMPARED);
    for (int number = 0; number < count; number++) {
      names.add(relations().relation(number).text());
    }
    return names;
  }

  @Override
  boolean isCheap() {
    return false;
  }

  @Override
  Fold fold(int[] counts) {
    return raw ? null : RareKeys.fold(this, counts);
  }
}
