package heapsh.jdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Puts a layout and the evidence for it into words. */
final class LayoutText {
  private static final int ENOUGH_TO_WARN = 16;

  private LayoutText() {}

  /** Describes a layout that the addresses told. */
  static String inferred(LayoutScore best, LayoutScore next, int feature, Set<LayoutTerm> asked) {
    String text = best.rules.text() + "; " + vmFields(feature) + "; ";
    text += asked.isEmpty() ? "inferred from addresses: " : asked(asked) + "; by addresses ";
    text += best.text();
    if (next != null) {
      text += "; next best: " + difference(best.rules, next.rules) + ": " + next.text();
    }
    return text;
  }

  /** Describes a layout for addresses that tell nothing. */
  static String assumed(LayoutScore chosen, LayoutScore best, int feature, Set<LayoutTerm> asked) {
    String text = chosen.rules.text() + "; " + vmFields(feature) + "; ";
    text += asked.isEmpty() ? "taken for granted" : asked(asked);
    if (best.matches() + best.contradictions() < ENOUGH_TO_WARN) {
      return text + ": too few objects to infer it from addresses";
    }
    return text + ": addresses fit no layout (" + chosen.text() + ")";
  }

  /** Returns the warning that goes with a layout for addresses that tell nothing. */
  static List<String> warnings(LayoutScore chosen, LayoutScore best, Set<LayoutTerm> asked) {
    if (best.matches() + best.contradictions() < ENOUGH_TO_WARN) {
      return List.of();
    }
    String what = asked.isEmpty() ? "no known object layout" : "no object layout as asked for";
    return List.of(
        "addresses fit "
            + what
            + " (best: "
            + best.text()
            + "), so sizes may be wrong; another layout can be given when opening");
  }

  private static String asked(Set<LayoutTerm> asked) {
    return "asked for: " + LayoutTerm.text(asked);
  }

  private static String vmFields(int feature) {
    if (feature == JdkFeature.UNKNOWN) {
      return "JDK unknown";
    }
    if (!VmFields.isKnown(feature)) {
      return "no table of VM fields for JDK " + feature;
    }
    String source = VmFields.isMeasured(feature) ? "" : " by its sources, not measured";
    return "VM fields of JDK " + feature + source;
  }

  /** Names the properties in which the other layout differs. */
  private static String difference(LayoutRules from, LayoutRules other) {
    List<String> words = new ArrayList<>();
    for (LayoutTerm term : LayoutTerm.values()) {
      if (term.holds(other) && !term.holds(from) && !other.isImmaterial(term)) {
        words.add(term.text());
      }
    }
    return String.join(", ", words);
  }
}
