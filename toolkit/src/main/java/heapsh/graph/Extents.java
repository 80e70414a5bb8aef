package heapsh.graph;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/**
 * Shares out the scratch file in extents of whole pages: first what was given back, the smallest
 * that is large enough, then more of the file. A page that the system has made already costs
 * nothing, a new one more than filling it. Thread-safe.
 *
 * <p>Neighbours that are free become one again, so the file does not grow by being used for columns
 * of ever other lengths.
 */
final class Extents {
  private static final int PAGE = 4096;

  /** What many small columns are cut from. */
  private static final int BLOCK = 1 << 26;

  private final ScratchFile file;

  /** What was given back, by position. A few dozen at most. */
  private final TreeMap<Long, Extent> free = new TreeMap<>();

  /** What is left of the block that small columns are cut from; never used. */
  private Extent rest;

  Extents(ScratchFile file) {
    this.file = file;
  }

  /** Takes memory that may hold anything. */
  synchronized Extent take(int bytes) {
    int length = pages(bytes);
    Extent best = null;
    for (Extent extent : free.values()) {
      if (extent.bytes() >= length && (best == null || extent.bytes() < best.bytes())) {
        best = extent;
      }
    }
    if (best == null) {
      return takeNew(length);
    }
    free.remove(best.position());
    if (best.bytes() > length) {
      Extent left = best.tail(length);
      free.put(left.position(), left);
    }
    return best.head(length);
  }

  /** Takes memory that is zero, and whose pages have not been made. */
  synchronized Extent takeNew(int bytes) {
    int length = pages(bytes);
    if (length > BLOCK / 4) {
      return map(length);
    }
    if (rest == null || rest.bytes() < length) {
      rest = map(BLOCK); // What was left of the one before has no pages, so nothing is lost.
    }
    Extent taken = rest.head(length);
    rest = rest.bytes() == length ? null : rest.tail(length);
    return taken;
  }

  /** Takes an extent back that nobody uses any more. */
  synchronized void giveBack(Extent extent) {
    Extent merged = extent.asUsed();
    Map.Entry<Long, Extent> before = free.lowerEntry(merged.position());
    if (before != null && before.getValue().meets(merged)) {
      free.remove(before.getKey());
      merged = before.getValue().with(merged);
    }
    Extent after = free.get(merged.end());
    if (after != null && merged.meets(after)) {
      free.remove(after.position());
      merged = merged.with(after);
    }
    free.put(merged.position(), merged);
  }

  private Extent map(int length) {
    long position = file.end();
    ByteBuffer block = file.mapMore(length);
    return new Extent(block, 0, length, position, false);
  }

  private static int pages(int bytes) {
    return Math.max(1, bytes + PAGE - 1 >>> 12) << 12;
  }
}
