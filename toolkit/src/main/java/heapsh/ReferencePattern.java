package heapsh;

import heapsh.render.Page;
import heapsh.render.TextForm;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Shows the pattern of references around a set: under each line its referrers, grouped by owner
 * kind, largest first, depth first. Immutable and thread-safe.
 *
 * <pre>
 *   Reference Pattern by &lt;class or owner&gt;.
 *    0: _ --- [-] 20 &lt;via ["sql"]&gt;: 0x7f439c90c810, 0x7f439c90c840...
 *    1: a      [-] 20 MapN: 0x7f439d065b40, 0x7f439d54bc58...
 *    2: aa ---- [-] 1 LinkedBlockingDeque: 0x7f43a051d360
 *    3: a3       [-] 1 crawler.DatabaseWrapper: 0x7f43bbe0de88
 * </pre>
 *
 * <p>A line has its number, its letters, a mark, the number of objects, what they have in common,
 * and the ids of the first. Marks: {@code [-]} followed, its referrers stand below; {@code [+]} not
 * followed, the depth is reached; {@code [^ 3]} the same objects as line 3; {@code [R]} GC roots to
 * which nothing refers; {@code [S]} classes, loaders, modules and threads, which are not followed.
 * Letters say the way: {@code a} is the first child of the top, {@code ab} the second child of
 * {@code a}; {@code a3} is short for {@code aaa}. Referrers are logical: containers, not their
 * insides. JDK classes stand without their package.
 */
public final class ReferencePattern extends Paged implements Iterable<ObjectSet>, Rich {
  /** Lines of a page; one more when it is the last. */
  private static final int PAGE = 10;

  private static final int MOST_LINES = 100_000;

  private final ObjectSet set;
  private final PatternQuery query;
  private final PatternLines lines;
  private final int from;
  private final int to;

  private ReferencePattern(
      ObjectSet set, PatternQuery query, PatternLines lines, int from, int to) {
    this.set = set;
    this.query = query;
    this.lines = lines;
    this.from = from;
    this.to = to;
  }

  private static ReferencePattern make(ObjectSet set, PatternQuery query) {
    return Safely.inMemory(
        () -> "follow the referrers of " + PartitionText.objects(set.count()),
        () -> {
          PatternLines lines = new PatternLines(set, query);
          return new ReferencePattern(set, query, lines, 0, pageEnd(lines, 0));
        });
  }

  /** Makes the lines of a page and one that tells whether there are more. */
  private static int pageEnd(PatternLines lines, int from) {
    int made = lines.make(from + PAGE + 2);
    return made <= from + PAGE + 1 ? made : from + PAGE;
  }

  /** Follows the referrers of a set, seven levels deep. */
  static ReferencePattern of(ObjectSet set) {
    if (set.bitmap().isEmpty()) {
      throw new HeapException("rp() needs objects whose referrers it shows, and this set is empty");
    }
    return make(set, PatternQuery.PLAIN);
  }

  /**
   * Follows this many levels of referrers.
   *
   * <p>Cost: O(referrers of each line that is shown).
   *
   * <p>Example: {@code hp.heap().get(0).rp().depth(3)}
   *
   * @throws HeapException when it is not at least 1
   */
  public ReferencePattern depth(int levels) {
    if (levels < 1) {
      throw new HeapException(
          "depth(" + levels + "): a pattern has at least one level, 7 by default");
    }
    return make(set, query.depth(levels));
  }

  /**
   * Follows immediate dominators in place of all referrers: those that a path from a GC root
   * reaches without passing another referrer of the same line. They make a smaller pattern.
   *
   * <p>Cost: O(objects + references of the heap) for each line that is shown.
   *
   * <p>Example: {@code hp.heap().get(0).rp().imdom()}
   */
  public ReferencePattern imdom() {
    return make(set, query.byDominators());
  }

  /**
   * Leaves out referrers that a line above already has.
   *
   * <p>Cost: O(referrers of each line that is shown).
   *
   * <p>Example: {@code hp.heap().get(0).rp().noCycles()}
   */
  public ReferencePattern noCycles() {
    return make(set, query.withoutCycles());
  }

  /**
   * Groups the referrers by this classifier in place of owners.
   *
   * <p>Cost: O(referrers of each line that is shown).
   *
   * <p>Example: {@code hp.heap().get(0).rp().by(CLASS)}
   */
  public ReferencePattern by(Classifier classifier) {
    return make(set, query.by(classifier));
  }

  /**
   * Does not follow a line all of whose objects are of these kinds, in place of classes, loaders,
   * modules and threads; without kinds it follows everything.
   *
   * <p>Cost: O(referrers of each line that is shown).
   *
   * <p>Example: {@code hp.heap().get(0).rp().stopAt(hp.instancesOf("*Cache").kind())}
   */
  public ReferencePattern stopAt(Kind... kinds) {
    return make(set, query.stopAt(List.of(kinds)));
  }

  /**
   * Orders the lines by level: all referrers of the set, then all of theirs.
   *
   * <p>Cost: O(referrers of each line that is shown).
   *
   * <p>Example: {@code hp.heap().get(0).rp().breadthFirst()}
   */
  public ReferencePattern breadthFirst() {
    return make(set, query.byLevel());
  }

  /**
   * Takes only those referrers that references of any strength reach from the objects of a set: the
   * pattern as it is seen from there, not from the GC roots.
   *
   * <p>Cost: O(objects + references of the heap), once, and that of the pattern.
   *
   * <p>Example: {@code hp.heap().get(0).rp().from(hp.instancesOf("java.lang.Thread"))}
   *
   * @throws HeapException when the set is empty or of another heap
   */
  public ReferencePattern from(ObjectSet source) {
    if (source.heap().base() != set.heap().base()) {
      throw new HeapException("this set is of another heap: a pattern stays within one");
    }
    if (source.isEmpty()) {
      throw new HeapException("from(...) needs objects to start at, and this set is empty");
    }
    return make(set, query.within(PatternReferrers.reachedFrom(source)));
  }

  /**
   * Returns the number of lines; makes them all, 100,000 at most.
   *
   * <p>Cost: O(referrers of each line).
   *
   * <p>Example: {@code hp.heap().get(0).rp().rowCount()}
   */
  public int rowCount() {
    return lines.make(MOST_LINES);
  }

  /** Returns the objects of the lines in turn. Cost: O(referrers of each line). */
  @Override
  public Iterator<ObjectSet> iterator() {
    return new RowIterator<>("lines", row -> lines.make(row + 1) > row, this::get);
  }

  /**
   * Follows the references that the dump has, with no container seen through.
   *
   * <p>Cost: O(referrers of each line that is shown).
   *
   * <p>Example: {@code hp.heap().get(0).rp().raw()}
   */
  public ReferencePattern raw() {
    return make(set, query.asIs());
  }

  /**
   * Returns the objects of the line with these letters; {@code "_"} is the set itself.
   *
   * <p>Cost: O(1) for a line that was shown, else that of making the lines up to it.
   *
   * <p>Example: {@code hp.heap().get(0).rp().at("a4b").byVia()}
   *
   * @throws HeapException when no line has these letters
   */
  public ObjectSet at(String letters) {
    return set.heap().set(line(letters).set());
  }

  /**
   * Returns the objects of line {@code i}.
   *
   * <p>Cost: O(1) for a line that was shown, else that of making the lines up to it.
   *
   * <p>Example: {@code hp.heap().get(0).rp().get(3)}
   *
   * @throws HeapException when there is no such line
   */
  public ObjectSet get(int i) {
    int made = i < 0 ? 0 : lines.make(i + 1);
    if (i < 0 || i >= made) {
      throw new HeapException(
          "no line "
              + i
              + ": this pattern has "
              + (i < 0 ? "lines from 0 on" : "lines 0 to " + (made - 1)));
    }
    return set.heap().set(lines.get(i).set());
  }

  /**
   * Shows the concrete references from the objects of a line down to the set: each object with its
   * id, its class and the relation to what stands above it.
   *
   * <p>Cost: O(references of the objects that are shown).
   *
   * <p>Example: {@code hp.heap().get(0).rp().paths("a3")}
   *
   * @throws HeapException when no line has these letters
   */
  public Paths paths(String letters) {
    PatternPaths paths = new PatternPaths(set.heap(), query, line(letters), Map.of());
    return new Paths(paths, 0);
  }

  private PatternLine line(String letters) {
    int[] positions = PatternLetters.parse(letters);
    if (positions == null) {
      throw new HeapException(
          "no line " + letters + ": letters name the way from the top, such as a, ab, a3 or _");
    }
    PatternLine line = lines.at(positions);
    if (line == null) {
      throw new HeapException("no line " + letters + ": " + whatIsThere(positions));
    }
    return line;
  }

  private String whatIsThere(int[] positions) {
    int known = positions.length - 1;
    while (lines.at(Arrays.copyOf(positions, known)) == null) {
      known--;
    }
    PatternLine last = lines.at(Arrays.copyOf(positions, known));
    int children = lines.childrenOf(last);
    return switch (children) {
      case 0 -> "nothing stands below " + last.letters() + ", which is " + last.mark();
      case 1 -> "below " + last.letters() + " there is only " + child(last, 0);
      default ->
          "below "
              + last.letters()
              + " there are "
              + child(last, 0)
              + " to "
              + child(last, children - 1);
    };
  }

  private static String child(PatternLine line, int place) {
    return PatternLetters.of(line.childPositions(place));
  }

  /**
   * Returns the next page: it goes on after the last line that this one prints.
   *
   * <p>Cost: O(referrers of each line).
   *
   * <p>Example: {@code hp.heap().get(0).rp().more()}
   *
   * @throws HeapException when there are no more lines
   */
  public ReferencePattern more() {
    int next = from + page(Paging.SHOWN_ROWS).fitting();
    if (lines.make(next + 1) <= next) {
      throw new HeapException("no more lines: this pattern has " + next);
    }
    return new ReferencePattern(set, query, lines, next, pageEnd(lines, next));
  }

  /**
   * Returns the pattern with every line on one page, the first 100,000 if there are more; print it
   * with {@link #show}.
   *
   * <p>Cost: O(referrers of each line).
   *
   * <p>Example: {@code hp.heap().get(0).rp().all().show()}
   */
  public ReferencePattern all() {
    int made = lines.make(MOST_LINES);
    return new ReferencePattern(set, query, lines, 0, made);
  }

  /**
   * Returns the lines of this page as a tablesaw table.
   *
   * <p>Cost: O(lines of the page).
   *
   * <p>Example: {@code hp.heap().get(0).rp().all().toTable().first(20)}
   */
  public tech.tablesaw.api.Table toTable() {
    return new TableColumns(to - from)
        .longs("Line", row -> from + row)
        .texts("Letters", row -> lines.get(from + row).letters())
        .longs("Depth", row -> lines.get(from + row).depth())
        .texts("Mark", row -> lines.get(from + row).mark())
        .longs("Count", row -> lines.get(from + row).set().getCardinality())
        .texts(title(), row -> lines.get(from + row).kind())
        .table("Reference Pattern by <" + title() + ">");
  }

  @Override
  Page page(int most) {
    return new PatternPage(set.heap(), title(), lines, from, to).page(most);
  }

  private String title() {
    return query.classifier().equals(Classifier.OWNER)
        ? "class or owner"
        : query.classifier().label();
  }

  /**
   * Shows concrete references from a line of a pattern down to its set, a page at a time.
   * Immutable.
   */
  public final class Paths extends Paged implements Rich {
    private final PatternPaths paths;
    private final int from;
    private final int to;

    private Paths(PatternPaths paths, int from) {
      this.paths = paths;
      this.from = from;
      to = end(paths, from);
    }

    private Paths(PatternPaths paths, int from, int to) {
      this.paths = paths;
      this.from = from;
      this.to = to;
    }

    private int end(PatternPaths paths, int from) {
      int made = paths.make(from + PAGE + 2);
      return made <= from + PAGE + 1 ? made : from + PAGE;
    }

    /**
     * Shows only what passes objects of a set in the line with these letters, which stands on the
     * way: the line itself, one above it, or {@code _}.
     *
     * <p>Cost: O(references of the objects that are shown).
     *
     * <p>Example: {@code hp.heap().get(0).rp().paths("aa").through("a", hp.root())}
     *
     * @throws HeapException when that line is not on the way, or the set is of another heap
     */
    public Paths through(String letters, ObjectSet objects) {
      PatternLine line = line(letters);
      if (!paths.passes(line)) {
        throw new HeapException(
            "these paths do not pass line "
                + letters
                + ": "
                + paths.title().toLowerCase(Locale.ROOT));
      }
      if (objects.heap().base() != set.heap().base()) {
        throw new HeapException("this set is of another heap: a pattern stays within one");
      }
      return new Paths(paths.through(line, objects.bitmap()), 0);
    }

    /**
     * Returns the next page.
     *
     * <p>Cost: O(references of the objects that are shown).
     *
     * <p>Example: {@code hp.heap().get(0).rp().paths("a3").more()}
     *
     * @throws HeapException when there are no more lines
     */
    public Paths more() {
      int next = from + page(Paging.SHOWN_ROWS).fitting();
      if (paths.make(next + 1) <= next) {
        throw new HeapException("no more lines: there are " + next);
      }
      return new Paths(paths, next);
    }

    /**
     * Returns every line on one page, the first 100,000 if there are more.
     *
     * <p>Cost: O(references of the objects that are shown).
     *
     * <p>Example: {@code hp.heap().get(0).rp().paths("a3").all().show()}
     */
    public Paths all() {
      return new Paths(paths, 0, paths.make(MOST_LINES));
    }

    @Override
    Page page(int most) {
      int end = (int) Math.min(to, (long) from + most);
      boolean more = end < paths.make(0) || !paths.isComplete();
      return Page.of(List.of(paths.title()), paths.table(from, end))
          .form((table, width) -> new TextForm.Lines(List.of(), paths.rows(from, end, width == 0)))
          .after(to - end)
          .more(left -> more || left > 0 ? PatternPage.MORE : "");
    }
  }
}
