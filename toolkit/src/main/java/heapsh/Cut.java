package heapsh;

import heapsh.graph.HeapGraph;
import heapsh.graph.ReferenceCursor;
import heapsh.graph.ReferenceCut;
import heapsh.render.Page;
import heapsh.render.SafeText;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/**
 * Asks what would be if given references were cut: fields set to null, or nothing referring to
 * objects of a kind. Immutable and thread-safe; the heap itself stays as it is.
 *
 * <pre>
 *   hp.without("com.acme.Cache.entries")           // what would be freed
 *   hp.without("com.acme.Cache.entries").freed()   // these objects, as a set
 *   hp.without("com.acme.Cache.entries").without("com.acme.Index.all")    // both
 * </pre>
 *
 * <p>What would be freed is what strong references reach from the GC roots now but would not then.
 * An object that two fields hold is freed only when both are cut.
 */
public final class Cut extends Paged implements Rich {
  private final Heap heap;
  private final ReferenceCut cut;
  private final List<String> names;
  private volatile ObjectSet freed;

  private Cut(Heap heap, ReferenceCut cut, List<String> names) {
    this.heap = heap;
    this.cut = cut;
    this.names = names;
  }

  /** Makes the cut that cuts nothing yet. */
  static Cut of(Heap heap) {
    return new Cut(heap, ReferenceCut.NONE, List.of());
  }

  /**
   * Cuts a further field: that of a static, or of every instance of the class and its subclasses.
   *
   * <p>Cost: O(classes).
   *
   * <p>Example: {@code hp.without("Thread.threadLocals").without("Thread.inheritableThreadLocals")}
   *
   * @throws HeapException when there is no such class or field, with near matches, or the field
   *     holds no references
   */
  public Cut without(String field) {
    return with(FieldNamed.cut(heap, cut, field), SafeText.of(field.strip(), 100));
  }

  /**
   * Cuts every reference to objects of a further kind; those that are GC roots stay.
   *
   * <p>Cost: O(objects) times the cost of the kind.
   *
   * <p>Example: {@code hp.without("Thread.threadLocals").without(hp.heap().get(0).kind())}
   */
  public Cut without(Kind kind) {
    RoaringBitmap objects = kind.filter(heap, heap.reachable().bitmap());
    return with(cut.to(objects), "references to " + kind);
  }

  private Cut with(ReferenceCut more, String name) {
    List<String> all = new ArrayList<>(names);
    all.add(name);
    return new Cut(heap, more, List.copyOf(all));
  }

  /**
   * Returns the objects that would be freed.
   *
   * <p>Cost: O(objects + references), once.
   *
   * <p>Example: {@code hp.without("java.lang.Thread.threadLocals").freed().byOwner()}
   */
  public ObjectSet freed() {
    if (freed == null) {
      freed = heap.set(heap.retention().freed(cut));
    }
    return freed;
  }

  /**
   * Returns the bytes that would be freed.
   *
   * <p>Cost: O(objects + references), once.
   *
   * <p>Example: {@code hp.without("java.lang.Thread.threadLocals").freedSize()}
   */
  public long freedSize() {
    return freed().size();
  }

  /**
   * Returns how many references of reachable objects would be cut; null fields do not count.
   *
   * <p>Cost: O(objects), and O(references to the objects) of a kind.
   *
   * <p>Example: {@code hp.without("java.lang.Thread.threadLocals").references()}
   */
  public long references() {
    HeapGraph graph = heap.graph();
    long[] count = new long[1];
    ReferenceCursor cursor = graph.outgoing();
    RoaringBitmap targets = cut.targets();
    Scan.run(
        heap.reachable().bitmap(),
        (objects, n, position) -> {
          for (int k = 0; k < n; k++) {
            BitSet slots = cut.slots(graph.classNumber(objects[k]), objects[k]);
            if (slots != null || !targets.isEmpty()) {
              count[0] += cutOf(cursor, objects[k], slots, targets);
            }
          }
        });
    return count[0];
  }

  private static int cutOf(ReferenceCursor cursor, int index, BitSet slots, RoaringBitmap targets) {
    int count = 0;
    cursor.moveTo(index);
    for (int other = cursor.next(); other >= 0; other = cursor.next()) {
      boolean isCut = slots != null && slots.get(cursor.slot()) || targets.contains(other);
      count += isCut ? 1 : 0;
    }
    return count;
  }

  /**
   * Returns what would be freed if, the references being cut, all objects of a set went away too:
   * themselves and all that only they would then keep alive.
   *
   * <p>Cost: O(objects + references).
   *
   * <p>Example: {@code hp.without("java.lang.Thread.threadLocals").retained(hp.heap().get(0))}
   *
   * @throws HeapException when the set is of another heap
   */
  public ObjectSet retained(ObjectSet objects) {
    RoaringBitmap set = heap.nothing().or(objects).bitmap();
    return heap.set(heap.retention().retained(set, cut));
  }

  /**
   * Returns the bytes that would be freed if, the references being cut, all objects of a set went
   * away too. More than the set's own retained size where a reference that is cut held the same
   * objects.
   *
   * <p>Cost: O(objects + references).
   *
   * <p>Example: {@code hp.without("java.lang.Thread.threadLocals").retainedSize(hp.heap().get(0))}
   *
   * @throws HeapException when the set is of another heap
   */
  public long retainedSize(ObjectSet objects) {
    return retained(objects).size();
  }

  /**
   * Returns a row of what would be freed, by class, as a set.
   *
   * <p>Cost: that of freed().
   *
   * <p>Example: {@code hp.without("java.lang.Thread.threadLocals").get(0)}
   *
   * @throws HeapException when there is no such row
   */
  public ObjectSet get(int row) {
    return freed().get(row);
  }

  /**
   * Returns the next page of the table of what would be freed.
   *
   * <p>Cost: O(rows of the page).
   *
   * <p>Example: {@code hp.without("java.lang.Thread.threadLocals").more()}
   *
   * @throws HeapException when there are no more rows
   */
  public Partition more() {
    int shown = freed().partition().page(Paging.SHOWN_ROWS).fitting(room());
    return freed().partition().after(shown);
  }

  @Override
  public String text() {
    return summary() + (freed().isEmpty() ? "" : "\n" + freed().text());
  }

  @Override
  Page page(int most) {
    List<String> head = new ArrayList<>(summary().lines().toList());
    if (freed().isEmpty()) {
      return Page.of(head);
    }
    Page page = freed().partition().page(most);
    head.addAll(page.head());
    return page.head(head);
  }

  private String summary() {
    long references = references();
    String head = "Without " + String.join(" and ", names) + " (" + cutText(references) + "):\n";
    if (freed().isEmpty()) {
      return wrapped(head) + nothing(references);
    }
    long heapBytes = heap.reachable().size();
    long percent = heapBytes == 0 ? 0 : Math.round(100.0 * freedSize() / heapBytes);
    return wrapped(head)
        + PartitionText.objects(freed().count())
        + " would be freed, "
        + freedSize()
        + " bytes, "
        + percent
        + " % of the heap.";
  }

  private static String cutText(long references) {
    return Listing.counted(references, "reference") + " cut";
  }

  private static String nothing(long references) {
    return references == 0
        ? "nothing would be freed: no reachable object has such a reference."
        : "nothing would be freed: what is behind it is also held otherwise.";
  }

  /** Breaks a line at blanks, where there are any, to the width of the table. */
  private static String wrapped(String text) {
    StringBuilder lines = new StringBuilder();
    int from = 0;
    while (text.length() - from > Listing.MAX_COLUMNS) {
      int blank = text.lastIndexOf(' ', from + Listing.MAX_COLUMNS);
      int to = blank > from ? blank : from + Listing.MAX_COLUMNS;
      lines.append(text, from, to).append('\n');
      from = blank > from ? to + 1 : to;
    }
    return lines.append(text, from, text.length()).toString();
  }

  /** Returns how many characters are left for the table. */
  private int room() {
    return Page.LIMIT - limitedSummary().length() - 1;
  }

  /** Returns the summary with its start cut when many long names leave no room for the table. */
  private String limitedSummary() {
    String summary = summary();
    int most = Page.LIMIT / 2;
    return summary.length() <= most
        ? summary
        : "...\n" + summary.substring(summary.indexOf('\n', summary.length() - most) + 1);
  }

  /**
   * Returns the summary and the first page of the table in at most 80 columns and 1,000 characters,
   * complete rows only.
   *
   * <p>Cost: that of freed().
   *
   * <p>Example: {@code hp.without("java.lang.Thread.threadLocals").toString()}
   */
  @Override
  public String toString() {
    return Safely.text(
        () ->
            limitedSummary()
                + (freed().isEmpty()
                    ? ""
                    : "\n" + freed().partition().page(Paging.SHOWN_ROWS).limited(room())));
  }
}
