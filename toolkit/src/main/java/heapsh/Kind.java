package heapsh;

import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/**
 * Names what the objects of a row have in common, and finds such objects in any set. Immutable and
 * thread-safe.
 *
 * <pre>
 *   Kind sql = hp.heap().get(0).byVia().get(0).kind();   // prints &lt;via ["sql"]&gt;
 *   hp.all().and(sql)
 * </pre>
 *
 * <p>The kind of a set of several rows is any of theirs. In another heap than the one it was taken
 * from a kind matches the kinds of the same name.
 */
public final class Kind implements Rich {
  private static final int NAMES_SHOWN = 3;
  private static final int TEXT_LIMIT = 200;

  private final Heap heap;
  private final Classifier classifier;
  private final Classification.Fold fold;
  private final int[] kinds;

  /** Finds objects of a kind. Belongs to one thread. */
  @FunctionalInterface
  interface Matcher {
    boolean matches(int index);
  }

  /** Makes a kind of these numbers of a classification, which may be null-folded. */
  Kind(Heap heap, Classifier classifier, Classification.Fold fold, int[] kinds) {
    this.heap = heap;
    this.classifier = classifier;
    this.fold = fold;
    this.kinds = kinds.clone();
    Arrays.sort(this.kinds);
  }

  /** Returns the number of the kind, the least when it is of several. */
  int number() {
    return kinds[0];
  }

  /** Returns the objects of {@code set}, all of {@code of}, that are of this kind. */
  RoaringBitmap filter(Heap of, RoaringBitmap set) {
    return Scans.filter(set, () -> matcher(of));
  }

  /** Returns a new finder for objects of a heap, this kind's own or another. */
  Matcher matcher(Heap of) {
    Classification classification = of.classification(classifier);
    Sorter sorter = classification.sorter();
    if (of != heap) {
      return byName(classification, sorter);
    }
    if (fold != null) {
      return index -> contains(fold.apply(sorter.kindOf(index)));
    }
    if (kinds.length == 1) {
      int kind = kinds[0];
      return index -> sorter.kindOf(index) == kind;
    }
    return index -> contains(sorter.kindOf(index));
  }

  private boolean contains(int kind) {
    return Arrays.binarySearch(kinds, kind) >= 0;
  }

  private Matcher byName(Classification other, Sorter sorter) {
    Classification own = heap.classification(classifier);
    Set<String> names = new HashSet<>();
    for (int kind : kinds) {
      names.add(own.name(kind));
    }
    Int2IntOpenHashMap matches = new Int2IntOpenHashMap();
    matches.defaultReturnValue(-1);
    return index -> {
      int kind = sorter.kindOf(index);
      int known = matches.get(kind);
      if (known < 0) {
        known = names.contains(other.name(kind)) ? 1 : 0;
        matches.put(kind, known);
      }
      return known == 1;
    };
  }

  /** Tells whether both are of one classifier and heap and match the same objects. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Kind that
        && heap == that.heap
        && classifier.equals(that.classifier)
        && fold == that.fold
        && Arrays.equals(kinds, that.kinds);
  }

  @Override
  public int hashCode() {
    return 31 * classifier.hashCode() + Arrays.hashCode(kinds);
  }

  /**
   * Returns the classifier's word and the name: {@code <via ["sql"]>}, {@code <class
   * java.lang.String>}.
   */
  @Override
  public String toString() {
    if (kinds.length == 0) {
      return "<nothing>";
    }
    if (heap.isClosed()) {
      return "<" + classifier.label() + " of a heap that is closed>";
    }
    Classification classification = heap.classification(classifier);
    StringBuilder text = new StringBuilder("<").append(classifier.label()).append(' ');
    for (int i = 0; i < Math.min(NAMES_SHOWN, kinds.length); i++) {
      text.append(i == 0 ? "" : " | ").append(cut(classification.name(kinds[i])));
    }
    if (kinds.length > NAMES_SHOWN) {
      text.append(" | ... ").append(kinds.length - NAMES_SHOWN).append(" more");
    }
    return text.append('>').toString();
  }

  /** Cuts a name that is safe to print already. */
  private static String cut(String name) {
    return Classification.cut(name, TEXT_LIMIT);
  }
}
