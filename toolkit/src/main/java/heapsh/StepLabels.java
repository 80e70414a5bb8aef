package heapsh;

import heapsh.jdk.Relation;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers the steps of paths by what they say, so that those of several heaps can be compared. Not
 * thread-safe.
 */
final class StepLabels {
  /** What a label folds to that is no rare map key. */
  static final int NO_FOLD = -1;

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<String> texts = new ArrayList<>();
  private final List<Relation.Sort> sorts = new ArrayList<>();
  private final IntArrayList folds = new IntArrayList();

  /** Returns the number of a step that is not folded. */
  int of(Relation.Sort sort, String text) {
    return of(sort, text, NO_FOLD);
  }

  /** Returns the number of a step. */
  int of(Relation.Sort sort, String text, int fold) {
    Integer known = numbers.putIfAbsent(sort.ordinal() + ":" + text, texts.size());
    if (known != null) {
      return known;
    }
    texts.add(text);
    sorts.add(sort);
    folds.add(fold);
    return texts.size() - 1;
  }

  String text(int label) {
    return texts.get(label);
  }

  Relation.Sort sort(int label) {
    return sorts.get(label);
  }

  /** Returns the label of the step that this one becomes when it is rare, or {@link #NO_FOLD}. */
  int fold(int label) {
    return folds.getInt(label);
  }

  /** Returns what stands for the text of a key where there are too many to keep: FNV-1a. */
  static long hash(String text) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    return hash;
  }
}
