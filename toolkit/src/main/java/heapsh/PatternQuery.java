package heapsh;

import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/**
 * Says which reference pattern is asked for. Immutable.
 *
 * @param depth how many levels of referrers are followed
 * @param classifier what groups the referrers of a line
 * @param imdom whether to follow immediate dominators in place of referrers
 * @param noCycles whether to leave out objects that a line above has
 * @param stopAt the kinds that are not followed, null for classes, loaders, modules and threads
 * @param raw whether referrers are those that the dump has, containers not seen through
 * @param breadthFirst whether lines stand by level
 * @param within the only referrers that count, null for all
 */
record PatternQuery(
    int depth,
    Classifier classifier,
    boolean imdom,
    boolean noCycles,
    List<Kind> stopAt,
    boolean raw,
    boolean breadthFirst,
    RoaringBitmap within) {
  /** Seven levels by owner. */
  static final PatternQuery PLAIN =
      new PatternQuery(7, Classifier.OWNER, false, false, null, false, false, null);

  PatternQuery depth(int other) {
    return new PatternQuery(other, classifier, imdom, noCycles, stopAt, raw, breadthFirst, within);
  }

  PatternQuery by(Classifier other) {
    return new PatternQuery(depth, other, imdom, noCycles, stopAt, raw, breadthFirst, within);
  }

  PatternQuery byDominators() {
    return new PatternQuery(depth, classifier, true, noCycles, stopAt, raw, breadthFirst, within);
  }

  PatternQuery withoutCycles() {
    return new PatternQuery(depth, classifier, imdom, true, stopAt, raw, breadthFirst, within);
  }

  PatternQuery stopAt(List<Kind> kinds) {
    return new PatternQuery(depth, classifier, imdom, noCycles, kinds, raw, breadthFirst, within);
  }

  PatternQuery asIs() {
    return new PatternQuery(depth, classifier, imdom, noCycles, stopAt, true, breadthFirst, within);
  }

  PatternQuery byLevel() {
    return new PatternQuery(depth, classifier, imdom, noCycles, stopAt, raw, true, within);
  }

  PatternQuery within(RoaringBitmap objects) {
    return new PatternQuery(depth, classifier, imdom, noCycles, stopAt, raw, breadthFirst, objects);
  }
}
