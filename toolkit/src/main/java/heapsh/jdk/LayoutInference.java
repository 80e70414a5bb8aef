package heapsh.jdk;

import heapsh.HeapException;
import heapsh.graph.HeapClass;
import heapsh.graph.HeapGraph;
import heapsh.graph.LayoutEvidence;
import heapsh.graph.ObjectLayout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Infers how the JVM that wrote a dump laid out its objects: of all layouts that HotSpot has had,
 * the one whose sizes equal the distances between addresses for the most classes and contradict
 * them for the fewest. A dump has no word about it.
 */
public final class LayoutInference {
  private static final int ENOUGH_MATCHES = 16;
  private static final int MATCHES_PER_CONTRADICTION = 10;

  private final HeapGraph graph;
  private final LayoutEvidence evidence;
  private final Set<LayoutTerm> asked;
  private final int wordBytes;
  private final int feature;
  private final ClassSizes sizes;
  private final Set<String> unsure;

  private LayoutInference(HeapGraph graph, LayoutEvidence evidence, Set<LayoutTerm> asked) {
    this.graph = graph;
    this.evidence = evidence;
    this.asked = asked;
    wordBytes = graph.info().idBytes() == 8 ? 8 : 4;
    feature = JdkFeature.of(graph);
    VmFields table = VmFields.ofJdk(feature);
    sizes = new ClassSizes(graph, table, wordBytes);
    boolean known = VmFields.isKnown(feature);
    unsure = known ? table.classesThatDifferByBuild() : VmFields.classesOfAny();
  }

  /**
   * Chooses the layout of a heap. O(classes), for every layout that comes into question.
   *
   * @param graph the heap; its sizes are not asked for
   * @param evidence the distances between its objects
   * @param asked properties that the layout must have; empty to leave all to the evidence
   * @throws HeapException when no layout with these properties fits the identifier size
   */
  public static ObjectLayout choose(
      HeapGraph graph, LayoutEvidence evidence, Set<LayoutTerm> asked) {
    return new LayoutInference(graph, evidence, asked).choose();
  }

  private ObjectLayout choose() {
    List<LayoutScore> scores = new ArrayList<>();
    for (LayoutRules rules : candidates()) {
      scores.add(score(rules));
    }
    List<LayoutScore> plausible = new ArrayList<>(scores);
    plausible.sort(byPlausibility());
    scores.sort(byFit());
    LayoutScore best = scores.get(0);
    if (!isTrusted(best)) {
      return HotSpotLayout.withoutEvidence(graph, feature, plausible.get(0), best, asked);
    }
    LayoutScore next = null;
    for (LayoutScore score : scores) {
      if (next == null && !score.sameSizes(best)) {
        next = score;
      }
    }
    return new HotSpotLayout(graph, evidence, feature, best, next, asked);
  }

  private static boolean isTrusted(LayoutScore score) {
    return score.matches() >= ENOUGH_MATCHES
        && score.contradictions() * MATCHES_PER_CONTRADICTION <= score.matches();
  }

  private List<LayoutRules> candidates() {
    boolean alignmentAsked =
        asked.stream().anyMatch(term -> term.group() == LayoutTerm.Group.ALIGNMENT);
    int alignment = alignmentAsked ? 256 : evidence.alignment();
    List<LayoutRules> known = LayoutRules.known(wordBytes, alignment);
    known.removeIf(rules -> !rules.satisfies(asked));
    if (known.isEmpty()) {
      known = LayoutRules.combinations(wordBytes, alignment);
      known.removeIf(rules -> !rules.satisfies(asked));
    }
    if (known.isEmpty()) {
      throw new HeapException(
          "no object layout is "
              + LayoutTerm.text(asked)
              + " where identifiers have "
              + graph.info().idBytes()
              + " bytes; ask for less, or for none");
    }
    return known;
  }

  private LayoutScore score(LayoutRules rules) {
    LayoutScore score = new LayoutScore(rules);
    FieldPacking packing = new FieldPacking(rules);
    for (int number = 0; number < graph.classCount(); number++) {
      HeapClass type = graph.heapClass(number);
      long gap = evidence.instanceGap(number);
      if (gap != LayoutEvidence.NONE
          && type.dataBytes() >= 0
          && !type.isArray()
          && !sizes.isBelow(type, unsure)) {
        score.addClass(sizes.instanceBytes(type, packing, rules), gap);
      }
    }
    score.addArrays(evidence);
    return score;
  }

  private Comparator<LayoutScore> byFit() {
    return Comparator.comparingInt((LayoutScore score) -> -score.points())
        .thenComparingInt(LayoutScore::contradictions)
        .thenComparing(byPlausibility());
  }

  /** Sorts layouts first that the JDK's version speaks for; the rest stay in order. */
  private Comparator<LayoutScore> byPlausibility() {
    return Comparator.comparingInt(score -> surprises(score.rules));
  }

  private int surprises(LayoutRules rules) {
    if (feature == JdkFeature.UNKNOWN) {
      return 0;
    }
    return (rules.newFields() == feature >= 15 ? 0 : 1)
        + (rules.newArrays() == feature >= 23 ? 0 : 1);
  }
}
