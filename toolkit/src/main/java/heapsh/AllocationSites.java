package heapsh;

import heapsh.live.AllocationSite;
import heapsh.live.RecordedSamples;
import heapsh.render.ClassNames;
import heapsh.render.SafeText;
import heapsh.render.TextTable;
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
public final class AllocationSites {
  private record Place(String className, String frame) {}

  private static final double WHOLE = 100.0;

  private final String who;
  private final List<AllocationSite> rows;
  private final long bytes;

  private AllocationSites(String who, List<AllocationSite> rows) {
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
   * Prints all of them, with whole names.
   *
   * <p>Cost: O(rows).
   *
   * <p>Example: {@code hp.byProd().show()}
   */
  public void show() {
    TextTable table = table();
    System.out.println(head() + "\n" + table.header() + "\n" + String.join("\n", table.rows(0)));
  }

  @Override
  public String toString() {
    TextTable table = table();
    List<String> lines = table.rows(Listing.MAX_COLUMNS);
    return Listing.page(
        head() + "\n" + table.header(), lines.size(), lines::get, "", "more; show() prints all");
  }

  private String head() {
    String head =
        Units.human(bytes)
            + " allocated at "
            + Listing.counted(rows.size(), "place")
            + ", by samples in ";
    return head + SafeText.of(who, Listing.MAX_COLUMNS - head.length());
  }

  private TextTable table() {
    TextTable table =
        new TextTable(
            "Class, where it is made",
            new TextTable.Column("Index", 6),
            new TextTable.Column("Bytes", 10),
            new TextTable.Column("%", 3),
            new TextTable.Column("Samples", 7));
    for (int i = 0; i < rows.size(); i++) {
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
