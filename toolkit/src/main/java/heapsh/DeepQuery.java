package heapsh;

import org.roaringbitmap.RoaringBitmap;

/**
 * Says which deep size is asked for. Immutable.
 *
 * @param detail down to how many references from the top parts are told
 * @param limit how many references are followed at most
 * @param excluded objects that do not count
 */
record DeepQuery(int detail, int limit, RoaringBitmap excluded) {
  /** One level of parts, no limit. */
  static final DeepQuery PLAIN = new DeepQuery(1, Integer.MAX_VALUE, new RoaringBitmap());

  DeepQuery detail(int levels) {
    return new DeepQuery(levels, limit, excluded);
  }

  DeepQuery limit(int references) {
    return new DeepQuery(detail, references, excluded);
  }

  DeepQuery excluding(RoaringBitmap more) {
    return new DeepQuery(detail, limit, RoaringBitmap.or(excluded, more));
  }
}
