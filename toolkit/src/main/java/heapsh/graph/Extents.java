package heapsh.graph;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
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

  /** The file is mapped in blocks of this length at least; each is twice as long as the last. */
  private static final int FIRST_BLOCK = 1 << 26;

  private static final int LARGEST_BLOCK = 1 << 30;

  private final ScratchFile file;

  /** What was given back, by position. A few dozen at most. */
  private final TreeMap<Long, Extent> free = new TreeMap<>();

  /** What {@link #take} gave out, by position. */
  private final Map<Long, Extent> inUse = new HashMap<>();

  /** What is left of the last block; never used. */
  private Extent rest;

  private int nextBlock = FIRST_BLOCK;

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
    Extent taken;
    if (best == null) {
      taken = takeNew(length);
    } else {
      taken = best.head(length);
      free.remove(best.position());
      if (best.bytes() > length) {
        Extent left = best.tail(length);
        free.put(left.position(), left);
      }
    }
    inUse.put(taken.position(), taken);
    return taken;
  }

  /** Takes memory that is zero, and whose pages have not been made; it is never given back. */
  synchronized Extent takeNew(int bytes) {
    int length = pages(bytes);
    if (rest == null || rest.bytes() < length) {
      rest = map(Math.max(length, nextBlock)); // What was left has no pages: nothing is lost.
      nextBlock = Math.min(nextBlock, LARGEST_BLOCK / 2) * 2;
    }
    Extent taken = rest.head(length);
    rest = rest.bytes() == length ? null : rest.tail(length);
    return taken;
  }

  /** Takes an extent back that nobody uses any more. */
  synchronized void giveBack(Extent extent) {
    if (inUse.remove(extent.position()) == null) {
      throw new IllegalStateException("not in use: " + extent);
    }
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

  /** Takes everything back that {@link #take} gave out: nobody uses it any more. */
  synchronized void giveBackAll() {
    for (Extent extent : List.copyOf(inUse.values())) {
      giveBack(extent);
    }
  }

  /** Returns how much was given back and not taken again. */
  synchronized long freeBytes() {
    return free.values().stream().mapToLong(Extent::bytes).sum();
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
