package heapsh;

import heapsh.live.ClassHistogram;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Holds what a look found, and what it is compared with.
 *
 * @param last the look before, null when there was none
 * @param peak the most of each class over the looks before, null when there was none
 * @param since when the first look was
 * @param notes lines to show under the first, for what a reader must know
 * @param dumps the dumps that were compared, null when they were others
 */
record GrowthData(
    String target,
    ClassHistogram now,
    ClassHistogram last,
    ClassHistogram peak,
    Instant since,
    List<String> notes,
    LookSeries looks,
    DumpSeries dumps) {
  ClassHistogram base(boolean sinceLast) {
    return sinceLast ? last : peak;
  }

  GrowthData withNote(String note) {
    List<String> more = new ArrayList<>(notes);
    more.add(note);
    return new GrowthData(target, now, last, peak, since, List.copyOf(more), looks, dumps);
  }

  GrowthData over(DumpSeries compared) {
    return new GrowthData(target, now, last, peak, since, notes, looks, compared);
  }
}
