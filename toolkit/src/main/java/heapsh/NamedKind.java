package heapsh;

import heapsh.render.SafeText;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Is the kind of the objects that a classifier gives one of some names. */
final class NamedKind extends Kind {
  private static final int NAMES_COMPARED = 200_000;
  private static final int TEXT_LIMIT = 200;

  private final Classifier classifier;
  private final Set<String> names;

  NamedKind(Classifier classifier, Set<String> names) {
    this.classifier = classifier;
    this.names = Set.copyOf(names);
  }

  @Override
  Matcher matcher(Heap of) {
    Classification classification = of.classification(classifier);
    Sorter sorter = classification.sorter();
    Int2IntOpenHashMap known = new Int2IntOpenHashMap();
    known.defaultReturnValue(-1);
    return index -> {
      int kind = sorter.kindOf(index);
      int is = known.get(kind);
      if (is < 0) {
        is = names.contains(classification.name(kind)) ? 1 : 0;
        known.put(kind, is);
      }
      return is == 1;
    };
  }

  @Override
  void checkNames(Heap of) {
    Classification classification = of.classification(classifier);
    List<String> met = new ArrayList<>();
    int count = Math.min(classification.kindCount(), NAMES_COMPARED);
    for (int kind = 0; kind < count; kind++) {
      met.add(classification.name(kind));
    }
    for (String name : names) {
      String hint = met.contains(name) ? "" : NearMatches.hint(name, met);
      if (!hint.isEmpty()) {
        throw new HeapException(
            "no " + classifier.label() + " '" + SafeText.of(name, TEXT_LIMIT) + "' here" + hint);
      }
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NamedKind that
        && classifier.equals(that.classifier)
        && names.equals(that.names);
  }

  @Override
  public int hashCode() {
    return 31 * classifier.hashCode() + names.hashCode();
  }

  @Override
  public String toString() {
    String all = String.join(" | ", new TreeSet<>(names));
    return "<" + classifier.label() + " " + SafeText.of(all, TEXT_LIMIT) + ">";
  }
}
