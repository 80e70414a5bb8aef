package heapsh;

import heapsh.live.AllocationSite;
import heapsh.live.RecordedSamples;
import heapsh.render.ClassNames;
import heapsh.render.Page;
import heapsh.render.SafeText;
import heapsh.render.Table;
import heapsh.render.Table.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tells where objects of each class are made, from the allocation samples of Flight Recorder; the
 * most bytes first. Immutable.
 *
 * <p>Samples say how much was allocated there while the recording ran, not how much of it is still
 * alive. A place is the innermost method that is not the JDK's.
 */
public final class AllocationSites extends Paged implements Rich {
  private record Place(String className, String frame) {}

  private static final double WHOLE = 100.0;

  private final String who;
  private final List<AllocationSite> rows;
  private final long bytes;

  AllocationSites(String who, List<AllocationSite> rows) {
    this.who = who;
    this.rows = rows;
    bytes = rows.stream().mapToLong(AllocationSite::bytes).sum();
  }

  /** Takes the sites of these classes; of all, when {@code classNames} is null. */
  static AllocationSites of(String who, RecordedSamples samples, Set<String> classNames) {
    Map<Place, AllocationSite> places = new LinkedHashMap<>();
    for (AllocationSite site : samples.allocationSites()) {
      if (classNames == null || classNames.contains(site.className())) {
        places.merge(
            new Place(site.className(), Frames.own(site.stack())), site, AllocationSites::sum);
      }
    }
    if (places.isEmpty()) {
      throw new HeapException(
          "no allocation"
              + (classNames == null ? "" : " of these classes")
              + " was sampled in "
              + who
              + " yet; ask again when it has worked for a while, or start a recording with"
              + " settings=profile");
    }
    List<AllocationSite> rows = new ArrayList<>(places.values());
    rows.sort((a, b) -> Long.compare(b.bytes(), a.bytes()));
    return new AllocationSites(who, List.copyOf(rows));
  }

  private static AllocationSite sum(AllocationSite a, AllocationSite b) {
    return new AllocationSite(
        a.className(), a.bytes() + b.bytes(), a.samples() + b.samples(), a.stack());
  }

  /**
   * Returns the places, the most bytes first; of each, the whole stack with the most bytes.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.byProd().rows().get(0).stack()}
   */
  public List<AllocationSite> rows() {
    return rows;
  }

  /**
   * Returns the places as a tablesaw table.
   *
   * <p>Cost: O(rows).
   *
   * <p>Example: {@code hp.byProd().toTable().first(20)}
   */
  public tech.tablesaw.api.Table toTable() {
    return new TableColumns(rows.size())
        .longs("Index", row -> row)
        .longs("Bytes", row -> rows.get(row).bytes())
        .longs("Samples", row -> rows.get(row).samples())
        .texts("Class", row -> rows.get(row).className())
        .texts("Place", row -> Frames.own(rows.get(row).stack()))
        .table(Listing.counted(rows.size(), "place"));
  }

  @Override
  Page page(int most) {
    int shown = Math.min(most, rows.size());
    return Page.of(List.of(head()), table(shown))
        .after(rows.size() - shown)
        .more(Page.moreShown(""));
  }

  private String head() {
    String head =
        Units.human(bytes)
            + " allocated at "
            + Listing.counted(rows.size(), "place")
            + ", by samples in ";
    return head + SafeText.of(who, Listing.MAX_COLUMNS - head.length());
  }

  private Table table(int shown) {
    Table table =
        new Table(
            "Class, where it is made",
            Column.number("Index", 6),
            Column.number("Bytes", 10),
            Column.number("%", 3),
            Column.number("Samples", 7));
    for (int i = 0; i < shown; i++) {
      AllocationSite row = rows.get(i);
      String name = SafeText.of(row.className(), Integer.MAX_VALUE);
      String place = SafeText.of(Frames.own(row.stack()), Integer.MAX_VALUE);
      table.row(
          width -> text(name, place, width),
          Integer.toString(i),
          Units.human(row.bytes()),
          Long.toString(Math.round(WHOLE * row.bytes() / Math.max(1, bytes))),
          Integer.toString(row.samples()));
    }
    return table;
  }

  private static String text(String name, String place, int width) {
    String whole = name + " " + place;
    return whole.length() <= width
        ? whole
        : ClassNames.simple(name) + " " + (place.isEmpty() ? "?" : Frames.shortName(place));
  }
}
