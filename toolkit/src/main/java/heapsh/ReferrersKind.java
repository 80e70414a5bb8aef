package heapsh;

import heapsh.render.SafeText;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Is the kind of the objects whose set of relations, or of classes of referrers, is a given one, or
 * has these and others, or some of these. A map key is known by its own name and by that of the
 * folded row: {@code ["sql"]} and {@code HashMap[*]}.
 */
final class ReferrersKind extends Kind {
  private static final int TEXT_LIMIT = 200;

  private final Classifier classifier;
  private final Operator operator;
  private final Set<String> names;

  ReferrersKind(Classifier classifier, Operator operator, Set<String> names) {
    this.classifier = classifier;
    this.operator = operator;
    this.names = Set.copyOf(names);
  }

  @Override
  Kind alt(Operator other) {
    return new ReferrersKind(classifier, other, names);
  }

  @Override
  Matcher matcher(Heap of) {
    Classification classification = of.classification(classifier);
    return new WantedKinds(classification, kind -> matches(classification, kind));
  }

  private boolean matches(Classification classification, int kind) {
    Set<String> given = new HashSet<>(names);
    boolean isAtMost = true;
    for (Set<String> member : classification.namesOfMembers(kind)) {
      boolean isGiven = false;
      for (String name : member) {
        isGiven |= names.contains(name);
        given.remove(name);
      }
      isAtMost &= isGiven;
    }
    return operator.holds(isAtMost, given.isEmpty());
  }

  @Override
  void checkNames(Heap of) {
    Set<String> met = of.classification(classifier).memberNamesMet();
    String what = classifier.equals(Classifier.VIA) ? "relation" : "referrer";
    WantedKinds.checkNames(what, names, met);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ReferrersKind that
        && classifier.equals(that.classifier)
        && operator == that.operator
        && names.equals(that.names);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * classifier.hashCode() + operator.hashCode()) + names.hashCode();
  }

  @Override
  public String toString() {
    String all = String.join(", ", new TreeSet<>(names));
    String word = classifier.label() + " " + operator.prefix();
    return "<" + word + SafeText.of(all, TEXT_LIMIT) + ">";
  }
}
