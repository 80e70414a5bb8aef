package heapsh;

import heapsh.live.HistogramSeries;
import heapsh.live.Trend;
import heapsh.render.ClassNames;
import heapsh.render.Page;
import heapsh.render.SafeText;
import heapsh.render.Table;
import heapsh.render.Table.Column;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Ranks the classes of a watch by how steadily they grow; the steadiest first, then the steepest.
 * Immutable: what was known when it was asked for.
 *
 * <p>A class is in it when its {@link Trend} is steady and goes on, it gained at least {@value
 * #LEAST_GAIN} bytes, and its p-value stands up to there being many classes: after Benjamini and
 * Hochberg (J. R. Stat. Soc. B 57, 1995) at most one of a hundred listed is there by chance. Only
 * the looks since the target's last start count.
 */
public final class Suspects extends Paged implements Rich {
  static final long LEAST_GAIN = 4096;
  private static final double FALSE_SHARE = 0.01;
  private static final Comparator<Suspect> STEADIEST =
      Comparator.comparingDouble(Suspect::steadiness)
          .thenComparingDouble(Suspect::slopePerHour)
          .reversed()
          .thenComparing(Suspect::className);
  private static final Column[] COLUMNS = {
    Column.number("Index", 6),
    Column.number("Bytes", 10),
    Column.number("Growth/h", 11),
    Column.number("Steady", 6),
    Column.number("p", 6),
    Column.number("Heap full", 9),
  };

  private final List<Suspect> rows;
  private final List<String> head;

  private Suspects(List<Suspect> rows, List<String> head) {
    this.rows = List.copyOf(rows);
    this.head = List.copyOf(head);
  }

  /** Ranks the classes of a series; {@code maxHeap} is below 0 when it is not known. */
  static Suspects of(HistogramSeries series, long maxHeap) {
    synchronized (series) { // so that no look comes between
      int from = series.startOfRun();
      List<HistogramSeries.Look> looks = series.looks();
      List<HistogramSeries.Look> run = looks.subList(Math.min(from, looks.size()), looks.size());
      int taken = run.stream().mapToInt(HistogramSeries.Look::looks).sum();
      if (run.size() < Trend.FEWEST_LOOKS) {
        return new Suspects(
            List.of(),
            List.of(
                "Too early to tell: "
                    + Listing.counted(taken, "look")
                    + " since the start, and "
                    + Trend.FEWEST_LOOKS
                    + " are needed."));
      }
      return ofRun(series, from, run, taken, maxHeap);
    }
  }

  private static Suspects ofRun(
      HistogramSeries series, int from, List<HistogramSeries.Look> run, int taken, long maxHeap) {
    long[] millis = run.stream().mapToLong(look -> look.time().toEpochMilli()).toArray();
    long[] totals = run.stream().mapToLong(HistogramSeries.Look::totalBytes).toArray();
    long now = totals[totals.length - 1];
    List<Suspect> steady = new ArrayList<>();
    int changed =
        series.forEachGrown(
            from,
            (name, bytes) -> {
              Trend trend = Trend.of(millis, bytes);
              if (trend.isSteady() && gained(trend, millis)) {
                steady.add(suspect(name, bytes[bytes.length - 1], trend, maxHeap - now));
              }
            });
    Trend all = Trend.of(millis, totals);
    Duration span = Duration.ofMillis(millis[millis.length - 1] - millis[0]);
    List<Suspect> kept = beyondChance(steady, changed);
    List<String> head = new ArrayList<>();
    head.add(
        Listing.counted(kept.size(), "suspect")
            + " of "
            + changed
            + (changed == 1 ? " class" : " classes")
            + " that changed"
            + "; "
            + Listing.counted(taken, "look")
            + " in "
            + Durations.text(span)
            + ".");
    head.add(heap(now, all, maxHeap));
    return new Suspects(kept, head);
  }

  private static boolean gained(Trend trend, long[] millis) {
    double hours = (millis[millis.length - 1] - millis[0]) / 3_600_000.0;
    return trend.slopePerHour() * hours >= LEAST_GAIN;
  }

  private static Suspect suspect(String name, long bytes, Trend trend, long room) {
    double hours = room < 0 ? Double.NaN : room / trend.slopePerHour();
    return new Suspect(name, bytes, trend.slopePerHour(), trend.tau(), trend.pValue(), hours);
  }

  /** Keeps those whose p-values survive {@code tests} of them (step up), with these values. */
  private static List<Suspect> beyondChance(List<Suspect> steady, int tests) {
    List<Suspect> byChance = new ArrayList<>(steady);
    byChance.sort(Comparator.comparingDouble(Suspect::pValue));
    double least = 1;
    List<Suspect> kept = new ArrayList<>();
    for (int i = byChance.size() - 1; i >= 0; i--) {
      Suspect suspect = byChance.get(i);
      least = Math.min(least, suspect.pValue() * tests / (i + 1));
      if (least <= FALSE_SHARE) {
        kept.add(
            new Suspect(
                suspect.className(),
                suspect.bytes(),
                suspect.slopePerHour(),
                suspect.steadiness(),
                least,
                suspect.hoursUntilFull()));
      }
    }
    kept.sort(STEADIEST);
    return kept;
  }

  private static String heap(long now, Trend all, long maxHeap) {
    StringBuilder line = new StringBuilder("Live objects: ").append(Units.human(now));
    if (maxHeap >= 0) {
      line.append(" of at most ").append(Units.human(maxHeap));
    }
    boolean grows = all.isSteady() && all.pValue() < FALSE_SHARE;
    if (!grows) {
      return line.append("; they do not grow steadily.").toString();
    }
    line.append("; growth ").append(Units.human(Math.round(all.slopePerHour()))).append("/h");
    if (maxHeap >= 0) {
      line.append(": full in ").append(Durations.hours((maxHeap - now) / all.slopePerHour()));
    }
    return line.append('.').toString();
  }

  /**
   * Returns the suspects, the steadiest first.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code watch.suspects().rows().get(0).slopePerHour()}
   */
  public List<Suspect> rows() {
    return rows;
  }

  /**
   * Returns all suspects as a tablesaw table.
   *
   * <p>Cost: O(rows).
   *
   * <p>Example: {@code watch.suspects().toTable().sortDescendingOn("Growth per hour")}
   */
  public tech.tablesaw.api.Table toTable() {
    return new TableColumns(rows.size())
        .longs("Index", row -> row)
        .longs("Bytes", row -> rows.get(row).bytes())
        .doubles("Growth per hour", row -> rows.get(row).slopePerHour())
        .doubles("Steadiness", row -> rows.get(row).steadiness())
        .doubles("p", row -> rows.get(row).pValue())
        .doubles("Hours until full", row -> rows.get(row).hoursUntilFull())
        .texts("Class", row -> rows.get(row).className())
        .table(Listing.counted(rows.size(), "suspect"));
  }

  @Override
  Page page(int most) {
    int shown = Math.min(most, rows.size());
    return Page.of(head, table(shown)).after(rows.size() - shown).more(Page.moreShown(""));
  }

  private Table table(int shown) {
    Table table = new Table("Class", COLUMNS);
    for (int i = 0; i < shown; i++) {
      Suspect row = rows.get(i);
      String name = SafeText.of(row.className(), Integer.MAX_VALUE);
      table.row(
          width -> ClassNames.fit(name, width),
          Integer.toString(i),
          Units.human(row.bytes()),
          "+" + Units.human(Math.round(row.slopePerHour())),
          String.format(Locale.ROOT, "%.2f", row.steadiness()),
          row.pValue() < 0.0001
              ? "<.0001"
              : String.format(Locale.ROOT, "%.4f", row.pValue()).substring(1),
          Double.isNaN(row.hoursUntilFull()) ? "?" : Durations.hours(row.hoursUntilFull()));
    }
    return table;
  }
}
