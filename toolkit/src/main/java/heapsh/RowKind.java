package heapsh;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Is what the objects of rows of a table have in common: numbers of a classification. In another
 * heap than its own it matches the kinds of the same names.
 */
final class RowKind extends Kind {
  private static final int NAMES_SHOWN = 3;
  private static final int TEXT_LIMIT = 200;

  private final Heap heap;
  private final Classifier classifier;
  private final Classification.Fold fold;
  private final int[] kinds;

  /** Makes a kind of these numbers of a classification, which may be null-folded. */
  RowKind(Heap heap, Classifier classifier, Classification.Fold fold, int[] kinds) {
    this.heap = heap;
    this.classifier = classifier;
    this.fold = fold;
    this.kinds = kinds.clone();
    Arrays.sort(this.kinds);
  }

  @Override
  int number() {
    return kinds[0];
  }

  @Override
  Matcher matcher(Heap of) {
    Classification classification = of.classification(classifier);
    if (of != heap) {
      return byName(classification);
    }
    Sorter sorter = classification.sorter();
    if (fold != null) {
      return index -> contains(fold.apply(sorter.kindOf(index)));
    }
    if (kinds.length == 1) {
      int kind = kinds[0];
      return index -> sorter.kindOf(index) == kind;
    }
    return index -> contains(sorter.kindOf(index));
  }

  @Override
  Kind alt(Operator operator) {
    Classification classification = heap.classification(classifier);
    List<String> names = new ArrayList<>();
    for (int kind : kinds) {
      names.add(classification.name(kind));
    }
    if (classifier.equals(Classifier.CLASS)) {
      BitSet classes = new BitSet();
      for (int kind : kinds) {
        classes.set(kind);
      }
      return ClassKind.of(heap, classes, operator);
    }
    if (classifier.equals(Classifier.SIZE) && kinds.length == 1) {
      return new SizeKind(operator, Long.parseLong(names.get(0)));
    }
    boolean isOfSets = classifier.equals(Classifier.VIA) || classifier.equals(Classifier.RCS);
    if (isOfSets && kinds.length == 1) {
      int number = fold == null ? kinds[0] : fold.apply(kinds[0]);
      return new ReferrersKind(classifier, operator, classification.members(number));
    }
    return super.alt(operator);
  }

  private boolean contains(int kind) {
    return Arrays.binarySearch(kinds, kind) >= 0;
  }

  private Matcher byName(Classification other) {
    Classification own = heap.classification(classifier);
    Set<String> names = new HashSet<>();
    for (int kind : kinds) {
      names.add(own.name(kind));
    }
    return new WantedKinds(other, kind -> names.contains(other.name(kind)));
  }

  /** Tells whether both are of one classifier and heap and match the same objects. */
  @Override
  public boolean equals(Object other) {
    return other instanceof RowKind that
        && heap == that.heap
        && classifier.equals(that.classifier)
        && fold == that.fold
        && Arrays.equals(kinds, that.kinds);
  }

  @Override
  public int hashCode() {
    return 31 * classifier.hashCode() + Arrays.hashCode(kinds);
  }

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
