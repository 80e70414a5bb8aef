package heapsh;

import heapsh.render.Page;
import heapsh.render.SafeText;
import heapsh.render.Table;
import heapsh.render.Table.Column;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.roaringbitmap.RoaringBitmap;

/**
 * Shows the deep size of an object or a set: the bytes of all that strong references reach from it,
 * part by part, with the retained size beside it. Immutable.
 *
 * <pre>
 * Deep size of crawler.DatabaseWrapper 0xf0a01000: 114401312 bytes in 1085
 *   objects; retained: 114401312 bytes.
 *      Size   %  Retained  Flat   Count Reference
 * 114401248 100 114401248    48    1083 .queriesLog
 *        40   0         40    24      2 .alias
 * 2 objects were not entered (classes, loaders, modules, threads).
 * </pre>
 *
 * <p>Shared parts count once, for the part that is met first: the deep size tells how much is
 * there, the retained size how much would be freed. Classes, loaders, modules and threads are not
 * entered, for they lead to everything; their number is told. References are logical: containers
 * are seen through, what they are made of is the part &lt;insides&gt;.
 */
public final class Asized implements Rich {
  private static final int PAGE = 10;
  private static final int LONGEST_NAME = 500;

  private final Heap heap;
  private final RoaringBitmap set;
  private final DeepQuery query;
  private final DeepParts.Result result;

  private Asized(Heap heap, RoaringBitmap set, DeepQuery query) {
    this.heap = heap;
    this.set = set;
    this.query = query;
    result =
        Safely.inMemory(
            () -> "size " + PartitionText.objects(set.getLongCardinality()),
            () -> DeepParts.of(heap, set, query));
  }

  /** Sizes a set. */
  static Asized of(ObjectSet set) {
    return new Asized(set.heap(), set.bitmap(), DeepQuery.PLAIN);
  }

  /**
   * One part of a deep size: an object and what only counts for it. Immutable.
   *
   * @param heap where it is
   * @param name the reference that leads to it: {@code .queriesLog}, {@code ["sql"]}
   * @param index the object, {@link DeepParts#NO_OBJECT} for a part that is none
   * @param size its bytes and those of all that it reaches and that did not count before
   * @param flat its own bytes
   * @param count how many objects that are
   * @param refs its parts, the largest first
   */
  public record Part(
      Heap heap, String name, int index, long size, long flat, int count, List<Part> refs)
      implements Rich {
    /**
     * Returns the object.
     *
     * <p>Cost: O(1).
     *
     * <p>Example: {@code hp.root().asized().get(0).object()}
     *
     * @throws HeapException when the part is no single object
     */
    public HeapObject object() {
      if (index == DeepParts.NO_OBJECT) {
        throw new HeapException("the part " + name + " is no single object");
      }
      return new HeapObject(heap, index);
    }

    /** Returns the reference, its sizes and how many objects it is. Cost: O(1). */
    @Override
    public String toString() {
      return fit(this, Page.WIDTH)
          + "\n  "
          + size
          + " bytes in "
          + PartitionText.objects(count)
          + ", "
          + flat
          + " of its own; "
          + Listing.counted(refs.size(), "part");
    }

    long retained() {
      return index == DeepParts.NO_OBJECT ? -1 : heap.retention().dominators().retainedBytes(index);
    }
  }

  /**
   * Tells parts down to so many references from the top; 1 unless told.
   *
   * <p>Cost: O(objects and references that are reached), each call.
   *
   * <p>Example: {@code hp.heap().largest(1).asized().detail(2)}
   *
   * @throws HeapException when it is negative
   */
  public Asized detail(int levels) {
    if (levels < 0) {
      throw new HeapException("detail(" + levels + "): parts are told down to level 0 or more");
    }
    return new Asized(heap, set, query.detail(levels));
  }

  /**
   * Follows at most so many references from the top; any number unless told.
   *
   * <p>Cost: O(objects and references that are reached), each call.
   *
   * <p>Example: {@code hp.heap().largest(1).asized().limit(3)}
   *
   * @throws HeapException when it is negative
   */
  public Asized limit(int references) {
    if (references < 0) {
      throw new HeapException("limit(" + references + "): it follows 0 references or more");
    }
    return new Asized(heap, set, query.limit(references));
  }

  /**
   * Leaves out the objects of a set, and what is reached through them alone.
   *
   * <p>Cost: O(objects and references that are reached), each call.
   *
   * <p>Example: {@code hp.heap().largest(1).asized().excluding(hp.root())}
   *
   * @throws HeapException when the set is of another heap
   */
  public Asized excluding(ObjectSet objects) {
    if (objects.heap().base() != heap.base()) {
      throw new HeapException("this set is of another heap: a size is of one heap only");
    }
    return new Asized(heap, set, query.excluding(objects.bitmap()));
  }

  /**
   * Leaves out the objects of a kind, and what is reached through them alone.
   *
   * <p>Cost: O(objects of the heap) times the cost of the kind, and that of the size.
   *
   * <p>Example: {@code hp.heap().largest(1).asized().excluding(hp.heap().get(0).kind())}
   */
  public Asized excluding(Kind kind) {
    return excluding(heap.all().and(kind));
  }

  /**
   * Returns the bytes of all that counts.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().largest(1).asized().size()}
   */
  public long size() {
    return result.top().size();
  }

  /**
   * Returns the bytes of the object, or of the set, alone.
   *
   * <p>Cost: O(objects of the set).
   *
   * <p>Example: {@code hp.heap().largest(1).asized().flat()}
   */
  public long flat() {
    return heap.set(set).size();
  }

  /**
   * Returns the bytes that would be freed with the object, or with the whole set.
   *
   * <p>Cost: that of retainedSize().
   *
   * <p>Example: {@code hp.heap().largest(1).asized().retainedSize()}
   */
  public long retainedSize() {
    return set.getCardinality() == 1
        ? heap.retention().dominators().retainedBytes(set.first())
        : new ObjectSet(heap, set).retainedSize();
  }

  /**
   * Returns the number of objects that count.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().largest(1).asized().count()}
   */
  public int count() {
    return result.top().count();
  }

  /**
   * Returns the objects that count, as a set to regroup.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().largest(1).asized().objects().byClass()}
   */
  public ObjectSet objects() {
    return heap.set(result.objects());
  }

  /**
   * Returns what the size is of: the class and address of an object, or the number of objects.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().largest(1).asized().name()}
   */
  public String name() {
    return result.top().name();
  }

  /**
   * Returns the parts, the largest first; at most 1,000 and one for the rest.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.root().asized().refs().get(0).size()}
   */
  public List<Part> refs() {
    return result.top().refs();
  }

  /**
   * Returns part {@code i}, the largest first; negative from the end.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.root().asized().get(0)}
   *
   * @throws HeapException when there is no such part
   */
  public Part get(int i) {
    return refs().get(Paging.checkRow(i, refs().size(), "deep size"));
  }

  /**
   * Returns the part that a reference leads to, such as {@code .name}.
   *
   * <p>Cost: O(parts).
   *
   * <p>Example: {@code hp.root().asized().get(hp.root().asized().get(0).name())}
   *
   * @throws HeapException when there is none, with near matches
   */
  public Part get(String reference) {
    for (Part part : refs()) {
      if (part.name().equals(reference)) {
        return part;
      }
    }
    List<String> names = refs().stream().map(Part::name).toList();
    throw new HeapException(
        "no part '" + reference + "' of " + name() + NearMatches.hint(reference, names));
  }

  private String head() {
    return "Deep size of "
        + name()
        + ": "
        + size()
        + " bytes in "
        + PartitionText.objects(count())
        + "; retained: "
        + retainedSize()
        + " bytes.";
  }

  private List<String> foot() {
    int closed = result.closed();
    String what = PartitionText.objects(closed) + (closed == 1 ? " was" : " were");
    return closed == 0
        ? List.of()
        : List.of(what + " not entered (classes, loaders, modules, threads).");
  }

  private record Line(Part part, int level) {}

  private static List<Line> lines(List<Part> tops, int mostEach) {
    List<Line> lines = new ArrayList<>();
    Deque<Line> open = new ArrayDeque<>();
    push(open, tops, mostEach, 0);
    while (!open.isEmpty()) {
      Line line = open.pop();
      lines.add(line);
      push(open, line.part().refs(), mostEach, line.level() + 1);
    }
    return lines;
  }

  private static void push(Deque<Line> open, List<Part> parts, int most, int level) {
    for (int i = Math.min(most, parts.size()) - 1; i >= 0; i--) {
      open.push(new Line(parts.get(i), level));
    }
  }

  /** Returns a part's name: of a reference from its start, of an object from its package. */
  private static String fit(Part part, int width) {
    String name = SafeText.of(part.name(), LONGEST_NAME);
    boolean isObject = part.name().contains(" 0x");
    return PathText.fit(isObject ? ClassLabels.fitObject(name, width) : name, width);
  }

  /** Lays out at most so many parts, and so many of each. */
  private Page page(int most, int mostEach) {
    List<Line> lines = lines(refs(), mostEach);
    Table table =
        new Table(
            "Reference",
            Column.number("Size", 9),
            Column.number("%", 3),
            Column.number("Retained", 9),
            Column.number("Flat", 6),
            Column.number("Count", 6));
    for (Line line : lines.subList(0, Math.min(most, lines.size()))) {
      Part part = line.part();
      boolean isObject = part.index() != DeepParts.NO_OBJECT;
      table
          .row(
              width -> fit(part, width),
              Long.toString(part.size()),
              size() == 0 ? "0" : Long.toString(Math.round(100.0 * part.size() / size())),
              isObject ? Long.toString(part.retained()) : "",
              isObject ? Long.toString(part.flat()) : "",
              Integer.toString(part.count()))
          .depth(line.level());
    }
    int all =
        mostEach == Integer.MAX_VALUE ? lines.size() : lines(refs(), Integer.MAX_VALUE).size();
    return Page.of(List.of(head()), table)
        .after(all - table.size())
        .more(Page.moreShown(" parts"))
        .foot(foot());
  }

  @Override
  public String text() {
    return page(Integer.MAX_VALUE, Integer.MAX_VALUE).whole();
  }

  /**
   * Returns the parts as text and as a tree of HTML that folds.
   *
   * <p>Cost: O(parts).
   *
   * <p>Example: {@code hp.heap().largest(1).asized().mime().get("text/html")}
   */
  @Override
  public Map<String, String> mime() {
    return Paging.mime(toString(), most -> page(most, Integer.MAX_VALUE));
  }

  /** Returns the largest parts in 80 columns and 1,000 characters. Cost: O(parts). */
  @Override
  public String toString() {
    return Paging.shown(most -> page(most, PAGE));
  }
}
