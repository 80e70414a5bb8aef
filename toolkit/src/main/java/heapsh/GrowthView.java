package heapsh;

import heapsh.live.ClassCount;
import heapsh.live.ClassHistogram;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Says which rows of a growth are shown, and in which order. Every other choice of rows begins at
 * the first page.
 *
 * @param sinceLast whether they are compared with the look before, not with the peak
 * @param shrinkage whether what has shrunk is shown too
 * @param byCount whether the change of count comes first, not that of bytes
 * @param only patterns all of which a class must match
 * @param shown whether the page was printed already
 */
record GrowthView(
    boolean sinceLast,
    boolean shrinkage,
    boolean byCount,
    List<ClassPattern> only,
    int from,
    int to,
    boolean shown) {
  static final GrowthView FIRST =
      new GrowthView(false, false, false, List.of(), 0, Paging.PAGE, false);

  GrowthView comparedWithLast() {
    return new GrowthView(true, shrinkage, byCount, only, 0, Paging.PAGE, false);
  }

  GrowthView withShrinkage() {
    return new GrowthView(sinceLast, true, byCount, only, 0, Paging.PAGE, false);
  }

  GrowthView sorted(boolean countFirst) {
    return new GrowthView(sinceLast, shrinkage, countFirst, only, 0, Paging.PAGE, false);
  }

  GrowthView only(ClassPattern pattern) {
    List<ClassPattern> patterns = new ArrayList<>(only);
    patterns.add(pattern);
    return new GrowthView(
        sinceLast, shrinkage, byCount, List.copyOf(patterns), 0, Paging.PAGE, false);
  }

  GrowthView page(int newFrom, int newTo) {
    return new GrowthView(sinceLast, shrinkage, byCount, only, newFrom, newTo, false);
  }

  GrowthView printed() {
    return new GrowthView(sinceLast, shrinkage, byCount, only, from, to, true);
  }

  /** Returns the rows of all pages. O(classes). */
  List<GrowthRow> rows(GrowthData data) {
    ClassHistogram base = data.base(sinceLast);
    Map<String, GrowthRow> all = new TreeMap<>();
    for (ClassCount row : data.now().rows()) {
      all.put(row.className(), row(row, base));
    }
    if (base != null) {
      for (ClassCount old : base.rows()) {
        all.computeIfAbsent(old.className(), name -> row(new ClassCount(name, 0, 0), base));
      }
    }
    List<GrowthRow> kept = new ArrayList<>();
    for (GrowthRow row : all.values()) {
      if ((row.isGrown() || shrinkage && row.isShrunk()) && isWanted(row.className())) {
        kept.add(row);
      }
    }
    kept.sort(order()); // stable: names stay in order
    return List.copyOf(kept);
  }

  private static GrowthRow row(ClassCount now, ClassHistogram base) {
    ClassCount old =
        base == null ? new ClassCount(now.className(), 0, 0) : base.of(now.className());
    return new GrowthRow(
        now.className(),
        now.count(),
        now.count() - old.count(),
        now.bytes(),
        now.bytes() - old.bytes());
  }

  private boolean isWanted(String className) {
    return only.stream().allMatch(pattern -> pattern.matches(className));
  }

  private Comparator<GrowthRow> order() {
    Comparator<GrowthRow> bytes = Comparator.comparingLong(GrowthRow::bytesChange).reversed();
    Comparator<GrowthRow> count = Comparator.comparingLong(GrowthRow::countChange).reversed();
    return byCount ? count.thenComparing(bytes) : bytes.thenComparing(count);
  }
}
