package heapsh;

import heapsh.render.SafeText;
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
    return new WantedKinds(classification, kind -> names.contains(classification.name(kind)));
  }

  @Override
  void checkNames(Heap of) {
    Classification classification = of.classification(classifier);
    List<String> met = new ArrayList<>();
    int count = Math.min(classification.kindCount(), NAMES_COMPARED);
    for (int kind = 0; kind < count; kind++) {
      met.add(classification.name(kind));
    }
    WantedKinds.checkNames(classifier.label(), names, met);
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
