package heapsh;

import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.roaringbitmap.RoaringBitmap;
import tech.tablesaw.api.Table;

/**
 * Stands for a set of objects of one heap, partitioned into rows by a classifier. Immutable and
 * thread-safe.
 *
 * <p>Every result that stands for objects is an ObjectSet: it can be regrouped, followed, combined
 * with others, and it prints as a table.
 *
 * <pre>
 *   hp.heap()                          // what fills the heap, by class
 *   hp.heap().get(0).byVia()           // who refers to the biggest row
 *   hp.heap().get(0).byVia().get(0)    // the biggest row of that
 * </pre>
 *
 * <p>Rows stand by size, then by name. Combining keeps the classifier of the set on the left. Costs
 * are given in objects of this set where they do not say otherwise.
 */
public sealed class ObjectSet implements Rich, Iterable<HeapObject> permits Instances {
  private final Heap heap;
  private final Classifier classifier;
  private final Place place;
  private volatile Source source;
  private volatile RoaringBitmap objects;
  private volatile Grouping grouping;
  private volatile long bytes = -1;
  private volatile ObjectSet retained;
  private volatile RetainedRows retainedRows;

  /** Says which row of a grouping a set is, until its objects are collected. */
  private record Source(Grouping grouping, int row) {}

  /** Says which row of a set this set is, and what that set holds; row -1: of none. */
  record Place(int row, int count, long bytes, long cumulativeBytes) {
    boolean isWhole() {
      return row < 0;
    }
  }

  ObjectSet(Heap heap, RoaringBitmap objects) {
    this(heap, objects, Classifier.CLASS);
  }

  ObjectSet(Heap heap, RoaringBitmap objects, Classifier classifier) {
    this.heap = heap;
    this.objects = objects;
    this.classifier = classifier;
    this.place = null;
  }

  /** Makes the set of a row of another set; its objects are collected when they are first used. */
  private ObjectSet(ObjectSet parent, int row) {
    Grouping rows = parent.grouping();
    heap = parent.heap;
    classifier = parent.classifier;
    source = new Source(rows, row);
    place = new Place(row, parent.count(), parent.size(), rows.cumulativeBytes(row));
    grouping = rows.row(row);
    bytes = rows.bytes(row);
  }

  Heap heap() {
    return heap;
  }

  Classifier classifier() {
    return classifier;
  }

  /** Gives the indexes; must not be changed. */
  RoaringBitmap bitmap() {
    RoaringBitmap known = objects;
    if (known != null) {
      return known;
    }
    synchronized (this) {
      if (objects == null) {
        heap.graph();
        objects = source.grouping.objects(source.row, source.row + 1);
        source = null;
      }
      return objects;
    }
  }

  /** Gives the rows; partitions when first asked. */
  Grouping grouping() {
    Grouping known = grouping;
    if (known != null) {
      return known;
    }
    synchronized (this) {
      if (grouping == null) {
        grouping = partitioned();
      }
      return grouping;
    }
  }

  private Grouping partitioned() {
    return Safely.inMemory(
        () ->
            "partition " + PartitionText.objects(bitmap().getLongCardinality()) + " " + classifier,
        () -> Grouping.of(heap, bitmap(), classifier));
  }

  Place place() {
    return place != null ? place : new Place(-1, count(), size(), 0);
  }

  int rowCount() {
    return grouping().rows();
  }

  /** Gives what would be freed with each row; finds it when it is asked for. */
  RetainedRows retainedRows() {
    RetainedRows known = retainedRows;
    if (known == null) {
      synchronized (this) {
        if (retainedRows == null) {
          retainedRows = new RetainedRows(this);
        }
        known = retainedRows;
      }
    }
    return known;
  }

  private ObjectSet with(RoaringBitmap other) {
    return new ObjectSet(heap, other, classifier);
  }

  // ---- numbers

  /**
   * Returns the number of objects.
   *
   * <p>Cost: O(1) for most sets.
   *
   * <p>Example: {@code hp.heap().count()}
   */
  public int count() {
    return place != null ? grouping.count(0) : bitmap().getCardinality();
  }

  /**
   * Tells whether there is no object in the set.
   *
   * <p>Cost: O(1) for most sets.
   *
   * <p>Example: {@code hp.heap().minus(hp.all()).isEmpty()}
   */
  public boolean isEmpty() {
    return bitmap().isEmpty();
  }

  /**
   * Returns the numbers of the rows, names, counts and bytes: they keep no heap open, can be saved
   * and loaded, and subtracted from those of another heap.
   *
   * <p>Cost: O(rows).
   *
   * <p>Example: {@code hp.heap().byOwner().stat().save("before.stat")}
   */
  public Stat stat() {
    return Stat.of(this);
  }

  /**
   * Returns the sum of the shallow sizes in bytes: what the objects themselves take, without what
   * they refer to.
   *
   * <p>Cost: O(objects), once.
   *
   * <p>Example: {@code hp.heap().get(0).size()}
   */
  public long size() {
    if (bytes < 0) {
      Grouping rows = grouping;
      boolean added = rows != null && rows.rows() > 0;
      bytes =
          added
              ? rows.cumulativeBytes(rows.rows() - 1)
              : Scans.shallowBytes(heap.graph(), bitmap());
    }
    return bytes;
  }

  /**
   * Returns the bytes that would be freed if the whole set went away: its own and those of
   * everything that only it keeps alive. Exact for the set as a set, unlike the sum of its objects'
   * retained sizes.
   *
   * <p>Cost: O(objects + references of the heap), once.
   *
   * <p>Example: {@code hp.heap().get(0).retainedSize()}
   */
  public long retainedSize() {
    return retained().size();
  }

  /**
   * Returns the bytes that would be freed if the whole set went away; another name of
   * retainedSize().
   *
   * <p>Cost: O(objects + references of the heap), once.
   *
   * <p>Example: {@code hp.heap().get(0).domisize()}
   */
  public long domisize() {
    return retainedSize();
  }

  /**
   * Returns the objects that would be freed if the whole set went away: its own, and all that
   * strong references reach only through them.
   *
   * <p>Cost: O(objects + references of the heap), once.
   *
   * <p>Example: {@code hp.heap().get(0).retained()}
   */
  public ObjectSet retained() {
    if (retained == null) {
      retained = with(heap.retention().retained(bitmap()));
    }
    return retained;
  }

  /**
   * Returns the objects that would be freed if the whole set went away; another name of retained().
   *
   * <p>Cost: O(objects + references of the heap), once.
   *
   * <p>Example: {@code hp.heap().get(0).dominos()}
   */
  public ObjectSet dominos() {
    return retained();
  }

  // ---- classifications

  /**
   * Returns the same objects, partitioned by a classifier: CLASS, OWNER, VIA, RCS, SIZE, ID,
   * PACKAGE, MODULE, LOADER, DOMINATOR, UNITY, or what these combine to, such as CLASS.and(SIZE)
   * and CLASS.refdBy().
   *
   * <p>Cost: O(1); the rows are made when they are first used, at the cost of the classifier.
   *
   * <p>Example: {@code hp.heap().by(CLASS.and(SIZE))}
   */
  public ObjectSet by(Classifier newClassifier) {
    return new ObjectSet(heap, bitmap(), newClassifier);
  }

  /**
   * Partitions by class. Two classes of one name, from two loaders, are two rows; their loader is
   * added to the name.
   *
   * <p>Cost: O(objects).
   *
   * <p>Example: {@code hp.heap().get(0).referrers().byClass()}
   */
  public ObjectSet byClass() {
    return by(Classifier.CLASS);
  }

  /**
   * Partitions by class; another name of byClass().
   *
   * <p>Cost: O(objects).
   *
   * <p>Example: {@code hp.heap().byType()}
   */
  public ObjectSet byType() {
    return byClass();
  }

  /**
   * Partitions by class, but names the insides of containers after the container: byte[] of String,
   * HashMap$Node[] of HashMap.
   *
   * <p>Cost: O(objects); the first use walks every container of the heap once.
   *
   * <p>Example: {@code hp.heap().byOwner()}
   */
  public ObjectSet byOwner() {
    return by(Classifier.OWNER);
  }

  /**
   * Partitions by class or owner; guppy's name of byOwner().
   *
   * <p>Cost: O(objects); the first use walks every container of the heap once.
   *
   * <p>Example: {@code hp.heap().byClodo()}
   */
  public ObjectSet byClodo() {
    return byOwner();
  }

  /**
   * Partitions by the relations through which objects are referred to: the set of the names of
   * fields, keys, elements and roots that hold an object is its kind. JDK containers and strings
   * are seen through, so that a value under the key sql shows as ["sql"]. Keys that hold one object
   * each are put together when there are more than ten of them in maps of one class.
   *
   * <p>Cost: O(objects + references to them); the first use decodes the references of the heap.
   *
   * <p>Example: {@code hp.heap().get(0).byVia()}
   */
  public ObjectSet byVia() {
    return by(Classifier.VIA);
  }

  /**
   * Partitions by referrers: the set of the classes of what refers to an object, and of kinds of GC
   * root, is its kind. JDK containers are seen through.
   *
   * <p>Cost: O(objects + references to them); the first use decodes the references of the heap.
   *
   * <p>Example: {@code hp.heap().get(0).byRcs()}
   */
  public ObjectSet byRcs() {
    return by(Classifier.RCS);
  }

  /**
   * Partitions by the shallow size of the single object, in bytes.
   *
   * <p>Cost: O(objects).
   *
   * <p>Example: {@code hp.instancesOf("byte[]").bySize()}
   */
  public ObjectSet bySize() {
    return by(Classifier.SIZE);
  }

  /**
   * Partitions into single objects: every object is a row, largest first, those of one size by
   * address.
   *
   * <p>Cost: O(objects).
   *
   * <p>Example: {@code hp.heap().get(0).byId()}
   */
  public ObjectSet byId() {
    return by(Classifier.ID);
  }

  /**
   * Partitions by the package of the class; arrays go with the package of their elements.
   *
   * <p>Cost: O(objects).
   *
   * <p>Example: {@code hp.heap().byPackage()}
   */
  public ObjectSet byPackage() {
    return by(Classifier.PACKAGE);
  }

  /**
   * Partitions by the module of the class, as the Module objects of the heap tell it; dumps of JDK
   * 8 have none.
   *
   * <p>Cost: O(objects).
   *
   * <p>Example: {@code hp.heap().byModule()}
   */
  public ObjectSet byModule() {
    return by(Classifier.MODULE);
  }

  /**
   * Partitions by the loader of the class.
   *
   * <p>Cost: O(objects).
   *
   * <p>Example: {@code hp.heap().byLoader()}
   */
  public ObjectSet byLoader() {
    return by(Classifier.LOADER);
  }

  /**
   * Partitions by the class or owner of the immediate dominator, the nearest object through which
   * every strong path from the GC roots leads: what would have to go for an object to go. Objects
   * that no single object keeps alive are the row &lt;GC roots&gt;.
   *
   * <p>Cost: O(objects); the first use builds the dominator tree of the heap and walks every
   * container once.
   *
   * <p>Example: {@code hp.heap().get(0).byDominator()}
   */
  public ObjectSet byDominator() {
    return by(Classifier.DOMINATOR);
  }

  /**
   * Puts all objects into one row.
   *
   * <p>Cost: O(objects).
   *
   * <p>Example: {@code hp.heap().byUnity()}
   */
  public ObjectSet byUnity() {
    return by(Classifier.UNITY);
  }

  /**
   * Tells where the objects of this set's classes are made, from the allocations that a recording
   * of Flight Recorder sampled in the running JVM. Samples are by class: all of a class's places
   * are told, whichever of its objects are in the set.
   *
   * <p>Cost: reads a copy of the recording, up to some seconds.
   *
   * <p>Example: {@code hp.heap().get(0).byProd()}
   *
   * @throws HeapException when this is of a dump file, no recording runs (see record()), or none of
   *     these classes was sampled yet
   */
  public AllocationSites byProd() {
    LiveTarget target = heap.live("byProd");
    return target.allocationSites(ClassCounts.names(this));
  }

  /**
   * Partitions by the first of some kinds that an object is of; what is of none goes into one last
   * kind.
   *
   * <p>Cost: O(objects) times the cost of the kinds.
   *
   * <p>Example: {@code hp.heap().first(hp.heap().get(0).kind(), hp.heap().get(1).kind())}
   *
   * @throws HeapException when there are no kinds
   */
  public ObjectSet first(Kind... kinds) {
    return by(Classifier.first(kinds));
  }

  /**
   * Partitions by the same classifier on raw references: as the dump has them, with no container,
   * string or reference seen through. The same set for classifiers that look at no references.
   *
   * <p>Cost: that of the classifier.
   *
   * <p>Example: {@code hp.heap().get(0).byVia().raw()}
   */
  public ObjectSet raw() {
    return by(classifier.raw());
  }

  // ---- rows

  /**
   * Returns row {@code row} as a set: 0 is the largest, -1 the last. Printed alone, it keeps its
   * index and its percentages of the set it is a row of.
   *
   * <p>Cost: O(1) once the set has been partitioned; the objects are collected when they are first
   * used, O(objects).
   *
   * <p>Example: {@code hp.heap().get(0)}
   *
   * @throws HeapException when there is no such row
   */
  public ObjectSet get(int row) {
    Grouping rows = grouping();
    int number = row < 0 ? row + rows.rows() : row;
    if (number < 0 || number >= rows.rows()) {
      throw new HeapException(noRow(row, rows.rows()));
    }
    if (place != null) {
      return this;
    }
    return new ObjectSet(this, number);
  }

  private static String noRow(int row, int rows) {
    String range =
        switch (rows) {
          case 0 -> "";
          case 1 -> "; take get(0)";
          default -> ", 0 to " + (rows - 1) + ", or -1 to -" + rows + " from the end";
        };
    return "no row " + row + ": this set has " + PartitionText.rows(rows) + range;
  }

  /**
   * Returns the union of rows {@code from} to {@code to}, the last one exclusive; negative ones
   * count from the end.
   *
   * <p>Cost: O(objects).
   *
   * <p>Example: {@code hp.heap().slice(1, 4)}
   *
   * @throws HeapException when one of them is no row, or the first stands behind the last
   */
  public ObjectSet slice(int from, int to) {
    int rows = rowCount();
    int first = from < 0 ? from + rows : from;
    int end = to < 0 ? to + rows : to;
    if (first < 0 || end > rows || first > end) {
      throw new HeapException(
          "no rows "
              + from
              + " to "
              + to
              + ": this set has "
              + PartitionText.rows(rows)
              + "; slice(a, b) takes 0 <= a <= b <= "
              + rows);
    }
    boolean whole = first == 0 && end == rows;
    return with(whole ? bitmap() : grouping().objects(first, end));
  }

  /**
   * Returns the union of the {@code n} largest rows, of all when there are fewer.
   *
   * <p>Cost: O(objects).
   *
   * <p>Example: {@code hp.heap().top(3)}
   *
   * @throws HeapException when n is negative
   */
  public ObjectSet top(int n) {
    if (n < 0) {
      throw new HeapException("top(" + n + ") is not possible: a number of rows from 0 is needed");
    }
    return slice(0, Math.min(n, rowCount()));
  }

  /**
   * Returns all rows as sets, the largest first.
   *
   * <p>Cost: O(1) for each row; objects of a row are collected when they are first used.
   *
   * <p>Example: {@code for (var row : hp.heap().rows()) System.out.println(row.kind())}
   */
  public List<ObjectSet> rows() {
    int rows = rowCount();
    return new AbstractList<>() {
      @Override
      public ObjectSet get(int row) {
        return ObjectSet.this.get(Objects.checkIndex(row, rows));
      }

      @Override
      public int size() {
        return rows;
      }
    };
  }

  /**
   * Returns the kind of the objects: the classification as a filter that can be used on any set.
   * That of several rows is any of their kinds.
   *
   * <p>Cost: O(objects) unless the set has been partitioned.
   *
   * <p>Example: {@code hp.unreachable().and(hp.heap().get(0).kind())}
   */
  public Kind kind() {
    return grouping().kind(0, rowCount());
  }

  // ---- the table

  /**
   * Returns the table of this set's rows, its first page.
   *
   * <p>Cost: that of the classifier, once.
   *
   * <p>Example: {@code hp.heap().partition()}
   */
  public Partition partition() {
    return new Partition(this, 0);
  }

  /**
   * Returns the next page of the table: the rows after those that the set prints.
   *
   * <p>Cost: O(rows of the page).
   *
   * <p>Example: {@code hp.heap().more()}
   *
   * @throws HeapException when there are no more rows
   */
  public Partition more() {
    return partition().more();
  }

  /**
   * Returns the table with every row on one page; print it with show(), since a shell cuts what it
   * displays.
   *
   * <p>Cost: O(1) once the set has been partitioned.
   *
   * <p>Example: {@code hp.heap().all().show()}
   */
  public Partition all() {
    return partition().all();
  }

  /**
   * Returns the first page of the table with sizes in these units: BYTES, or HUMAN as in 111.5 MiB.
   *
   * <p>Cost: that of the classifier, once.
   *
   * <p>Example: {@code hp.heap().units(HUMAN)}
   */
  public Partition units(Units units) {
    return partition().units(units);
  }

  /**
   * Returns the first page of the table with one more column: what would be freed if all objects of
   * the row went away.
   *
   * <p>Cost: O(objects + references of the heap), once for all rows of the page.
   *
   * <p>Example: {@code hp.heap().withRetained()}
   */
  public Partition withRetained() {
    return partition().withRetained();
  }

  @Override
  public String text() {
    return partition().text();
  }

  // ---- pictures

  /**
   * Draws what these objects refer to, and so on, as objgraph's show_refs does: a graph that shows
   * itself in a notebook and is saved as SVG elsewhere.
   *
   * <p>Cost: O(references of what is drawn).
   *
   * <p>Example: {@code hp.heap().get(0).showRefs().maxDepth(2).save("refs.svg")}
   *
   * @throws HeapException when the set is empty
   */
  public ReferenceGraph showRefs() {
    return ReferenceGraph.of(this, false);
  }

  /**
   * Draws what refers to these objects, and so on, as objgraph's show_backrefs does: a graph that
   * shows itself in a notebook and is saved as SVG elsewhere.
   *
   * <p>Cost: O(references of what is drawn, and of what holds these).
   *
   * <p>Example: {@code hp.heap().get(0).showBackrefs().maxDepth(5).save("backrefs.svg")}
   *
   * @throws HeapException when the set is empty
   */
  public ReferenceGraph showBackrefs() {
    return ReferenceGraph.of(this, true);
  }

  /**
   * Draws the rows of the table as rectangles as large as their bytes.
   *
   * <p>Cost: that of the classifier, once.
   *
   * <p>Example: {@code hp.heap().byPackage().treemap().save("packages.svg")}
   */
  public Treemap treemap() {
    return Treemap.of(this);
  }

  /**
   * Tells how large the objects are: counts and bytes from each power of two to the next.
   *
   * <p>Cost: O(objects).
   *
   * <p>Example: {@code hp.instancesOf("byte[]").sizeHistogram()}
   */
  public SizeHistogram sizeHistogram() {
    return SizeHistogram.of(this);
  }

  // ---- algebra

  /**
   * Returns the objects of either set.
   *
   * <p>Cost: O(objects / 64) at most.
   *
   * <p>Example: {@code hp.heap().get(0).or(hp.heap().get(1))}
   *
   * @throws HeapException when the other set is of another heap
   */
  public ObjectSet or(ObjectSet other) {
    return with(RoaringBitmap.or(bitmap(), same(other)));
  }

  /**
   * Returns the objects of this set and all objects of the heap, reachable or not, that are of a
   * kind.
   *
   * <p>Cost: O(objects of the heap) times the cost of the kind.
   *
   * <p>Example: {@code hp.nothing().or(hp.heap().get(0).kind())}
   */
  public ObjectSet or(Kind kind) {
    return with(RoaringBitmap.or(bitmap(), everyOf(kind)));
  }

  /**
   * Returns the objects of both sets.
   *
   * <p>Cost: O(objects / 64) at most.
   *
   * <p>Example: {@code hp.heap().get(0).and(hp.root())}
   *
   * @throws HeapException when the other set is of another heap
   */
  public ObjectSet and(ObjectSet other) {
    return with(RoaringBitmap.and(bitmap(), same(other)));
  }

  /**
   * Returns the objects of this set that are of a kind.
   *
   * <p>Cost: O(objects) times the cost of the kind.
   *
   * <p>Example: {@code hp.unreachable().and(hp.heap().get(0).kind())}
   */
  public ObjectSet and(Kind kind) {
    return with(kind.filter(heap, bitmap()));
  }

  /**
   * Returns the objects of this set that are not in the other.
   *
   * <p>Cost: O(objects / 64) at most.
   *
   * <p>Example: {@code hp.heap().minus(hp.heap().get(0))}
   *
   * @throws HeapException when the other set is of another heap
   */
  public ObjectSet minus(ObjectSet other) {
    return with(RoaringBitmap.andNot(bitmap(), same(other)));
  }

  /**
   * Returns the objects of this set that are not of a kind.
   *
   * <p>Cost: O(objects) times the cost of the kind.
   *
   * <p>Example: {@code hp.heap().minus(hp.heap().get(0).kind())}
   */
  public ObjectSet minus(Kind kind) {
    return with(RoaringBitmap.andNot(bitmap(), kind.filter(heap, bitmap())));
  }

  /**
   * Returns the objects of exactly one of the two sets.
   *
   * <p>Cost: O(objects / 64) at most.
   *
   * <p>Example: {@code hp.heap().get(0).xor(hp.root())}
   *
   * @throws HeapException when the other set is of another heap
   */
  public ObjectSet xor(ObjectSet other) {
    return with(RoaringBitmap.xor(bitmap(), same(other)));
  }

  /**
   * Returns the objects that are either in this set or, anywhere in the heap, of a kind, but not
   * both.
   *
   * <p>Cost: O(objects of the heap) times the cost of the kind.
   *
   * <p>Example: {@code hp.root().xor(hp.heap().get(0).kind())}
   */
  public ObjectSet xor(Kind kind) {
    return with(RoaringBitmap.xor(bitmap(), everyOf(kind)));
  }

  /**
   * Returns all objects of the heap, reachable or not, that are not in this set.
   *
   * <p>Cost: O(objects of the heap / 64).
   *
   * <p>Example: {@code hp.heap().not()}
   */
  public ObjectSet not() {
    return with(RoaringBitmap.andNot(heap.all().bitmap(), bitmap()));
  }

  /**
   * Tells whether every object of the other set is in this one.
   *
   * <p>Cost: O(objects / 64) at most.
   *
   * <p>Example: {@code hp.heap().contains(hp.root())}
   *
   * @throws HeapException when the other set is of another heap
   */
  public boolean contains(ObjectSet other) {
    return bitmap().contains(same(other));
  }

  /**
   * Tells whether every object of the heap, reachable or not, that is of a kind is in this set.
   *
   * <p>Cost: O(objects of the heap) times the cost of the kind.
   *
   * <p>Example: {@code hp.heap().contains(hp.heap().get(0).kind())}
   */
  public boolean contains(Kind kind) {
    return bitmap().contains(everyOf(kind));
  }

  /**
   * Tells whether an object is in this set.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().contains(hp.root().sample(1).theOne())}
   *
   * @throws HeapException when the object is of another heap
   */
  public boolean contains(HeapObject object) {
    requireSame(object.heap());
    return bitmap().contains(object.index());
  }

  /**
   * Tells whether every object of this set is in the other.
   *
   * <p>Cost: O(objects / 64) at most.
   *
   * <p>Example: {@code hp.root().isSubsetOf(hp.heap())}
   *
   * @throws HeapException when the other set is of another heap
   */
  public boolean isSubsetOf(ObjectSet other) {
    return same(other).contains(bitmap());
  }

  /**
   * Tells whether every object of this set is of a kind.
   *
   * <p>Cost: O(objects) times the cost of the kind.
   *
   * <p>Example: {@code hp.heap().get(0).isSubsetOf(hp.heap().get(0).kind())}
   */
  public boolean isSubsetOf(Kind kind) {
    return kind.filter(heap, bitmap()).getCardinality() == count();
  }

  /**
   * Tells whether the sets have no object in common.
   *
   * <p>Cost: O(objects / 64) at most.
   *
   * <p>Example: {@code hp.heap().isDisjoint(hp.unreachable())}
   *
   * @throws HeapException when the other set is of another heap
   */
  public boolean isDisjoint(ObjectSet other) {
    return !RoaringBitmap.intersects(bitmap(), same(other));
  }

  /**
   * Tells whether no object of this set is of a kind.
   *
   * <p>Cost: O(objects) times the cost of the kind.
   *
   * <p>Example: {@code hp.root().isDisjoint(hp.heap().get(0).kind())}
   */
  public boolean isDisjoint(Kind kind) {
    return kind.filter(heap, bitmap()).isEmpty();
  }

  private RoaringBitmap everyOf(Kind kind) {
    return kind.filter(heap, heap.all().bitmap());
  }

  private RoaringBitmap same(ObjectSet other) {
    requireSame(other.heap);
    return other.bitmap();
  }

  private void requireSame(Heap other) {
    if (other.base() != heap.base()) {
      throw new HeapException(
          "these are of two heaps, "
              + heap.fileName()
              + " and "
              + other.fileName()
              + ": sets combine within one heap only");
    }
  }

  // ---- neighbours

  /**
   * Returns the reachable objects that refer to objects of this set, directly, by references of any
   * strength. The instances of a class are not taken as referrers of its class object.
   *
   * <p>Cost: O(objects + references to them); the first use builds the incoming references of the
   * heap.
   *
   * <p>Example: {@code hp.heap().get(0).referrers()}
   */
  public ObjectSet referrers() {
    return with(neighbours().referrers());
  }

  /**
   * Returns the objects that objects of this set refer to, directly, by references of any strength.
   * The class of an object is not taken as referred to.
   *
   * <p>Cost: O(objects + references from them); the first use decodes the references of the heap.
   *
   * <p>Example: {@code hp.heap().get(0).referents()}
   */
  public ObjectSet referents() {
    return with(neighbours().referents());
  }

  /**
   * Returns the immediate dominators of the objects: for each the nearest object through which
   * every strong path from the GC roots to it leads; MAT's immediate dominators. Objects that no
   * single object dominates have none.
   *
   * <p>Cost: O(objects); the first use builds the dominator tree of the heap.
   *
   * <p>Example: {@code hp.heap().get(0).idom()}
   */
  public ObjectSet idom() {
    return with(neighbours().immediateDominators());
  }

  /**
   * Returns the referrers that can be reached from the GC roots without passing another referrer of
   * this set: what guppy calls the immediate dominators of a set.
   *
   * <p>Cost: O(objects + references of the heap).
   *
   * <p>Example: {@code hp.heap().get(0).imdom()}
   */
  public ObjectSet imdom() {
    return with(neighbours().outermostReferrers());
  }

  /**
   * Returns the part of the dominator tree at these objects, the biggest branches first: which of
   * them keep the most alive, and what is below them. Objects below others of the set stand there
   * alone.
   *
   * <p>Cost: O(objects); the first use builds the dominator tree of the heap.
   *
   * <p>Example: {@code hp.instancesOf("java.lang.Thread").dominatorTree()}
   */
  public DominatorBranches dominatorTree() {
    return DominatorBranches.of(this);
  }

  /**
   * Returns the containers whose insides the objects are: the maps of nodes and tables, the strings
   * of byte arrays. Objects that are no insides have no owner.
   *
   * <p>Cost: O(objects); the first use walks every container of the heap once.
   *
   * <p>Example: {@code hp.instancesOf("byte[]").owners()}
   */
  public ObjectSet owners() {
    return with(neighbours().owners(heap.jdk().containers()));
  }

  private Neighbours neighbours() {
    return new Neighbours(heap, bitmap());
  }

  // ---- paths and patterns

  /**
   * Returns the shortest paths from the GC roots to every object, over strong references, merged by
   * shape: what keeps the objects alive. Containers and strings are seen through; objects without
   * such a path are counted, with the reason.
   *
   * <p>Cost: O(objects on the paths), reading the map keys among them; the first use searches the
   * heap.
   *
   * <p>Example: {@code hp.heap().get(0).byVia().get(0).shpaths()}
   */
  public RootPaths shpaths() {
    return RootPaths.of(this);
  }

  /**
   * Returns the shortest paths from the GC roots; the short name of shpaths().
   *
   * <p>Cost: that of shpaths.
   *
   * <p>Example: {@code hp.heap().get(0).sp()}
   */
  public RootPaths sp() {
    return RootPaths.of(this);
  }

  /**
   * Returns the paths of one step that lead into the set, from its direct referrers, merged by
   * shape.
   *
   * <p>Cost: O(objects + references to them); the first use builds the incoming references of the
   * heap.
   *
   * <p>Example: {@code hp.heap().get(0).pathsIn()}
   */
  public RootPaths pathsIn() {
    return RootPaths.in(this);
  }

  /**
   * Returns the paths of one step that lead out of the set, to what its objects refer to, merged by
   * shape.
   *
   * <p>Cost: O(objects + references from them).
   *
   * <p>Example: {@code hp.heap().get(0).pathsOut()}
   */
  public RootPaths pathsOut() {
    return RootPaths.out(this);
  }

  /**
   * Returns the reference pattern: the set, under it who refers to it, grouped by class or owner,
   * under these who refers to them, and so on up to the roots.
   *
   * <p>Cost: O(referrers met); the first use builds the incoming references of the heap.
   *
   * <p>Example: {@code hp.heap().get(0).byVia().get(0).rp()}
   */
  public ReferencePattern rp() {
    return ReferencePattern.of(this);
  }

  // ---- chains and reasons

  /**
   * Finds a shortest chain of references that starts in this set and ends at an object for which
   * the predicate holds; at most 20 references long. Classes of objects and referents of weak
   * references are not followed.
   *
   * <p>Cost: O(objects + references) when there is no such chain, times the cost of the predicate.
   *
   * <p>Example: {@code hp.root().findRefChain(o -> o.size() > 4096)}
   *
   * @throws HeapException when this set is empty
   */
  public Chain findRefChain(Predicate<HeapObject> wanted) {
    return findRefChain(wanted, Chain.DEPTH, heap.nothing());
  }

  /**
   * Finds a shortest chain of references that starts in this set and ends at an object for which
   * the predicate holds, of at most so many references, that touches no object of another set.
   *
   * <p>Cost: O(objects + references) when there is no such chain, times the cost of the predicate.
   *
   * <p>Example: {@code hp.root().findRefChain(o -> o.size() > 4096, 50, hp.nothing())}
   *
   * @throws HeapException when this set is empty, the other set is of another heap, or the number
   *     is negative
   */
  public Chain findRefChain(Predicate<HeapObject> wanted, int maxDepth, ObjectSet ignoring) {
    return Chain.from(this, i -> wanted.test(new HeapObject(heap, i)), maxDepth, same(ignoring));
  }

  /**
   * Finds a shortest chain of references that starts in this set and ends at an object of a kind.
   *
   * <p>Cost: O(objects + references) when there is no such chain, times the cost of the kind.
   *
   * <p>Example: {@code hp.root().findRefChain(hp.heap().get(0).kind())}
   *
   * @throws HeapException when this set is empty
   */
  public Chain findRefChain(Kind kind) {
    return Chain.from(this, kind.matcher(heap)::matches, Chain.DEPTH, new RoaringBitmap());
  }

  /**
   * Finds a shortest chain of references that ends in this set and starts at an object for which
   * the predicate holds; at most 20 references long. With o -> o.isRoot() it tells what keeps the
   * nearest object of the set alive.
   *
   * <p>Cost: O(objects + references) when there is no such chain, times the cost of the predicate;
   * the first use builds the incoming references of the heap.
   *
   * <p>Example: {@code hp.heap().get(0).findBackrefChain(o -> o.isRoot())}
   *
   * @throws HeapException when this set is empty
   */
  public Chain findBackrefChain(Predicate<HeapObject> wanted) {
    return findBackrefChain(wanted, Chain.DEPTH, heap.nothing());
  }

  /**
   * Finds a shortest chain of references that ends in this set and starts at an object for which
   * the predicate holds, of at most so many references, that touches no object of another set.
   *
   * <p>Cost: O(objects + references) when there is no such chain, times the cost of the predicate;
   * the first use builds the incoming references of the heap.
   *
   * <p>Example: {@code hp.heap().get(0).findBackrefChain(o -> o.isRoot(), 50, hp.nothing())}
   *
   * @throws HeapException when this set is empty, the other set is of another heap, or the number
   *     is negative
   */
  public Chain findBackrefChain(Predicate<HeapObject> wanted, int maxDepth, ObjectSet ignoring) {
    return Chain.to(this, i -> wanted.test(new HeapObject(heap, i)), maxDepth, same(ignoring));
  }

  /**
   * Finds a shortest chain of references that ends in this set and starts at an object of a kind.
   *
   * <p>Cost: O(objects + references) when there is no such chain, times the cost of the kind; the
   * first use builds the incoming references of the heap.
   *
   * <p>Example: {@code
   * hp.heap().get(0).findBackrefChain(hp.instancesOf("java.lang.Thread").kind())}
   *
   * @throws HeapException when this set is empty
   */
  public Chain findBackrefChain(Kind kind) {
    return Chain.to(this, kind.matcher(heap)::matches, Chain.DEPTH, new RoaringBitmap());
  }

  /**
   * Says in one sentence why the objects are alive: the path from a GC root that holds the most
   * bytes of them, in words.
   *
   * <p>Cost: that of shpaths.
   *
   * <p>Example: {@code hp.heap().get(0).whyAlive()}
   *
   * @throws HeapException when this set is empty
   */
  public WhyAlive whyAlive() {
    return WhyAlive.of(this);
  }

  // ---- trees and cycles

  /**
   * Returns the tree of what refers to the objects, or of what they refer to with forwards(): under
   * each object its referrers, three levels deep, cycles marked.
   *
   * <p>Cost: O(references of each object that is shown); the first use builds the incoming
   * references of the heap.
   *
   * <p>Example: {@code hp.heap().largest(1).refTree()}
   *
   * @throws HeapException when this set is empty
   */
  public RefTree refTree() {
    return RefTree.of(this);
  }

  /**
   * Returns the cycles of references within this set: its strongly connected parts with their
   * sizes, the largest first.
   *
   * <p>Cost: O(objects of the heap + references of this set).
   *
   * <p>Example: {@code hp.heap().cycles()}
   */
  public Cycles cycles() {
    return Cycles.of(this);
  }

  // ---- deep sizes

  /**
   * Returns the bytes of all that strong references reach from the objects, themselves included and
   * each once; classes, loaders, modules and threads are not entered, unless they are of the set.
   * What would be freed with the objects tells retainedSize(), which enters all.
   *
   * <p>Cost: O(objects and references that are reached).
   *
   * <p>Example: {@code hp.heap().get(0).asizeof()}
   */
  public long asizeof() {
    return DeepParts.bytes(heap, bitmap(), DeepQuery.PLAIN);
  }

  /**
   * Returns the deep sizes of the objects one by one, in the order of their addresses: what several
   * reach counts for the first. One for each object: take sample(n) or largest(n) of a big set.
   *
   * <p>Cost: O(objects and references that are reached), and memory for each object.
   *
   * <p>Example: {@code hp.heap().largest(3).asizesof()}
   */
  public long[] asizesof() {
    return DeepParts.each(heap, bitmap(), DeepQuery.PLAIN);
  }

  /**
   * Returns the deep size of the objects with its parts: for one object what each reference leads
   * to, for several each object. Shared parts count once.
   *
   * <p>Cost: O(objects and references that are reached); printing it computes the retained size.
   *
   * <p>Example: {@code hp.heap().largest(3).asized()}
   */
  public Asized asized() {
    return Asized.of(this);
  }

  // ---- single objects

  /**
   * Iterates over the objects in the order of their addresses.
   *
   * <p>Cost: O(1) for each object.
   *
   * <p>Example: {@code for (var o : hp.root()) System.out.println(o)}
   */
  @Override
  public Iterator<HeapObject> iterator() {
    var indexes = bitmap().getIntIterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return indexes.hasNext();
      }

      @Override
      public HeapObject next() {
        if (!indexes.hasNext()) {
          throw new NoSuchElementException("no more objects");
        }
        return new HeapObject(heap, indexes.next());
      }
    };
  }

  /**
   * Streams the objects in the order of their addresses.
   *
   * <p>Cost: O(1) for each object.
   *
   * <p>Example: {@code hp.root().stream().limit(5).toList()}
   */
  public Stream<HeapObject> stream() {
    return StreamSupport.stream(spliterator(), false);
  }

  /**
   * Returns the objects for which a predicate holds.
   *
   * <p>Cost: O(objects) times the cost of the predicate.
   *
   * <p>Example: {@code hp.heap().get(0).filter(o -> o.size() > 1000)}
   */
  public ObjectSet filter(Predicate<HeapObject> predicate) {
    return with(Samples.filter(heap, bitmap(), predicate));
  }

  /**
   * Returns the objects for which a condition on their fields holds. The condition compares field
   * paths with values or each other, as in: count > 50 and name == "sql".
   *
   * <p>Cost: O(objects), reading their fields from the dump.
   *
   * <p>Example: {@code hp.instancesOf("java.util.HashMap").where("size > 50")}
   *
   * @throws HeapException when the condition cannot be read, or no object has such a field; it
   *     names near matches
   */
  public ObjectSet where(String condition) {
    return with(Where.filter(this, condition));
  }

  /**
   * Returns the objects that a field path leads to from the objects of this set. Objects whose path
   * ends in null are left out.
   *
   * <p>Cost: O(objects), reading their fields from the dump.
   *
   * <p>Example: {@code hp.instancesOf("java.lang.Thread").map("contextClassLoader")}
   *
   * @throws HeapException when the path cannot be read, or no object has such a field; it names
   *     near matches
   */
  public ObjectSet map(String path) {
    return with(FieldPath.follow(this, path));
  }

  /**
   * Returns every row of this set as a tablesaw table, with the columns that are printed and whole
   * names: sort it, filter it, summarize it, write it to a file.
   *
   * <p>Cost: O(rows).
   *
   * <p>Example: {@code hp.heap().toTable().first(20)}
   */
  public Table toTable() {
    return all().toTable();
  }

  /**
   * Returns a tablesaw table with a row for each object: its id, class, shallow and retained bytes,
   * and what these field paths lead to from it. Columns of numbers are numbers; an object that is
   * no String or box shows as its class and id; null, and what an object has not, is a missing
   * value.
   *
   * <p>Cost: O(objects), reading their fields from the dump; the first use of retained sizes
   * computes the dominators of the heap. The table holds every value in memory.
   *
   * <p>Example: {@code hp.instancesOf("java.lang.Thread").toTable("name", "contextClassLoader")}
   *
   * @throws HeapException when a path cannot be read or stands twice, or no object has such a
   *     field; it names near matches
   */
  public Table toTable(String path, String... more) {
    String[] paths = new String[more.length + 1];
    paths[0] = path;
    System.arraycopy(more, 0, paths, 1, more.length);
    return ObjectTable.of(this, paths);
  }

  /**
   * Returns the values that a field path leads to, one for each object, in the order of addresses:
   * boxed primitives, Strings, and HeapObjects for other objects.
   *
   * <p>Cost: O(objects), reading their fields from the dump; the list holds a value for each.
   *
   * <p>Example: {@code hp.instancesOf("java.util.HashMap").values("size")}
   *
   * @throws HeapException when the path cannot be read, or no object has such a field; it names
   *     near matches
   */
  public List<Object> values(String path) {
    return FieldPath.values(this, path);
  }

  /**
   * Returns {@code n} objects of the set, drawn at random but the same ones each time; all when
   * there are fewer.
   *
   * <p>Cost: O(n log n).
   *
   * <p>Example: {@code hp.heap().get(0).sample(5)}
   *
   * @throws HeapException when n is negative
   */
  public ObjectSet sample(int n) {
    return with(Samples.random(bitmap(), n));
  }

  /**
   * Returns the {@code n} objects with the largest shallow sizes, of equals those with the lowest
   * addresses; all when there are fewer.
   *
   * <p>Cost: O(objects).
   *
   * <p>Example: {@code hp.heap().largest(10).byId()}
   *
   * @throws HeapException when n is negative
   */
  public ObjectSet largest(int n) {
    return with(Samples.largest(heap, bitmap(), n));
  }

  /**
   * Returns the only object of a set of one.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().largest(1).theOne()}
   *
   * @throws HeapException when there is not exactly one
   */
  public HeapObject theOne() {
    if (count() != 1) {
      throw new HeapException(
          "theOne() needs a set of 1 object, this one has "
              + count()
              + "; take get(0), sample(1) or largest(1) of it");
    }
    return new HeapObject(heap, bitmap().first());
  }

  /**
   * Returns those of the objects whose class a pattern names: a name, a glob as in java.util.*, or
   * a regular expression.
   *
   * <p>Cost: O(objects).
   *
   * <p>Example: {@code hp.unreachable().instancesOf("java.util.*")}
   *
   * @throws HeapException when no class of the heap matches
   */
  public Instances instancesOf(String pattern) {
    return Instances.of(this, ClassPattern.of(pattern).classes(heap));
  }

  /** Tells whether the other is a set of the same objects of the same heap, however partitioned. */
  @Override
  public final boolean equals(Object other) {
    return other instanceof ObjectSet that
        && heap.base() == that.heap.base()
        && bitmap().equals(that.bitmap());
  }

  @Override
  public final int hashCode() {
    return bitmap().hashCode();
  }

  /**
   * Returns the first page of the table as text and as a table of HTML.
   *
   * <p>Cost: that of the classifier, once.
   *
   * <p>Example: {@code hp.heap().mime().get("text/html")}
   */
  @Override
  public Map<String, String> mime() {
    return partition().mime();
  }

  /**
   * Returns the first page of the table in at most 80 columns and 1,000 characters, complete rows
   * only.
   *
   * <p>Cost: that of the classifier, once.
   *
   * <p>Example: {@code hp.heap().toString()}
   */
  @Override
  public final String toString() {
    return Safely.text(() -> partition().toString());
  }
}
