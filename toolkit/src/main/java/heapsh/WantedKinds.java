package heapsh;

import heapsh.render.SafeText;
import it.unimi.dsi.fastutil.ints.Int2IntOpenHashMap;
import java.util.Collection;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Finds objects whose kind passes a test by its name, which is dear: each kind is tested once.
 * Belongs to one thread.
 */
final class WantedKinds implements Kind.Matcher {
  private static final int TEXT_LIMIT = 200;
  private static final int UNKNOWN = -1;

  private final Sorter sorter;
  private final IntPredicate isWanted;
  private final Int2IntOpenHashMap known = new Int2IntOpenHashMap();

  /** Takes a test of the kinds' numbers. */
  WantedKinds(Classification classification, IntPredicate isWanted) {
    sorter = classification.sorter();
    this.isWanted = isWanted;
    known.defaultReturnValue(UNKNOWN);
  }

  @Override
  public boolean matches(int index) {
    int kind = sorter.kindOf(index);
    int is = known.get(kind);
    if (is == UNKNOWN) {
      is = isWanted.test(kind) ? 1 : 0;
      known.put(kind, is);
    }
    return is == 1;
  }

  /**
   * Refuses a name that no object has when a near one was met.
   *
   * @param what what the names are of, for the message
   */
  static void checkNames(String what, Set<String> names, Collection<String> met) {
    for (String name : names) {
      String hint = met.contains(name) ? "" : NearMatches.hint(name, met);
      if (!hint.isEmpty()) {
        throw new HeapException(
            "no " + what + " '" + SafeText.of(name, TEXT_LIMIT) + "' here" + hint);
      }
    }
  }
}
