package heapsh.jdk;

import heapsh.graph.LayoutEvidence;
import heapsh.hprof.FieldType;

/**
 * Counts how well one layout fits the addresses: a size that equals the smallest distance speaks
 * for it, one that is larger against it, a smaller one says nothing.
 */
final class LayoutScore {
  final LayoutRules rules;
  private int classes;
  private int arrays;
  private int contradictions;

  /** Tells layouts apart that differ on this heap: the same for those that do not. */
  private long fingerprint;

  LayoutScore(LayoutRules rules) {
    this.rules = rules;
  }

  void addClass(long bytes, long gap) {
    classes += judge(bytes, gap);
  }

  void addArrays(LayoutEvidence evidence) {
    for (FieldType type : FieldType.values()) {
      for (int length = 0; length < LayoutEvidence.LENGTHS; length++) {
        long gap = evidence.arrayGap(type, length);
        if (gap != LayoutEvidence.NONE) {
          arrays += judge(rules.arrayBytes(type, length), gap);
        }
      }
    }
  }

  private int judge(long bytes, long gap) {
    fingerprint = 31 * fingerprint + bytes;
    if (bytes > gap) {
      contradictions++;
    }
    return bytes == gap ? 1 : 0;
  }

  int matches() {
    return classes + arrays;
  }

  int contradictions() {
    return contradictions;
  }

  int points() {
    return matches() - contradictions;
  }

  boolean sameSizes(LayoutScore other) {
    return fingerprint == other.fingerprint;
  }

  /** Says how many sizes match and how many are contradicted. */
  String text() {
    return classes
        + " classes and "
        + arrays
        + " array sizes match, "
        + contradictions
        + (contradictions == 1 ? " contradicts" : " contradict");
  }
}
