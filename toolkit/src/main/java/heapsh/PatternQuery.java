package heapsh;

import java.util.List;

/**
 * Says which reference pattern is asked for. Immutable.
 *
 * @param depth how many levels of referrers are followed
 * @param classifier what groups the referrers of a line
 * @param imdom whether to follow immediate dominators in place of referrers
 * @param noCycles whether to leave out objects that a line above has
 * @param stopAt the kinds that are not followed, null for classes, loaders, modules and threads
 * @param raw whether referrers are those that the dump has, containers not seen through
 */
record PatternQuery(
    int depth,
    Classifier classifier,
    boolean imdom,
    boolean noCycles,
    List<Kind> stopAt,
    boolean raw) {
  /** Seven levels by owner. */
  static final PatternQuery PLAIN =
      new PatternQuery(7, Classifier.OWNER, false, false, null, false);

  PatternQuery depth(int other) {
    return new PatternQuery(other, classifier, imdom, noCycles, stopAt, raw);
  }

  PatternQuery by(Classifier other) {
    return new PatternQuery(depth, other, imdom, noCycles, stopAt, raw);
  }

  PatternQuery byDominators() {
    return new PatternQuery(depth, classifier, true, noCycles, stopAt, raw);
  }

  PatternQuery withoutCycles() {
    return new PatternQuery(depth, classifier, imdom, true, stopAt, raw);
  }

  PatternQuery stopAt(List<Kind> kinds) {
    return new PatternQuery(depth, classifier, imdom, noCycles, kinds, raw);
  }

  PatternQuery asIs() {
    return new PatternQuery(depth, classifier, imdom, noCycles, stopAt, true);
  }
}
