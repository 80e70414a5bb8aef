package heapsh;

import java.util.List;
import java.util.function.Function;

/**
 * Says by what a set of objects is partitioned: the constants here, and what they combine to.
 * Immutable; two classifiers that are made alike are equal.
 *
 * <pre>
 *   hp.heap().by(CLASS)                // as hp.heap().byClass()
 *   hp.heap().by(CLASS.and(SIZE))      // class and size at once
 *   hp.heap().by(CLASS.refdBy())       // the classes of what refers to it
 *   hp.heap().by(VIA.raw())            // the relations as the dump has them
 * </pre>
 */
public final class Classifier implements Rich {
  /** Sorts by class; two classes of one name, from two loaders, are two kinds. */
  public static final Classifier CLASS = new Classifier("class", "Class", ByClass::new);

  /**
   * Sorts by class, but the insides of containers by their container: {@code HashMap$Node[] of
   * HashMap}.
   */
  public static final Classifier OWNER = new Classifier("owner", "Owner", ByOwner::new);

  /** Sorts by the set of relations by which an object is referred to: {@code ["sql"]}. */
  public static final Classifier VIA = via(false);

  /** Sorts by the set of classes of the logical referrers, and of kinds of GC root. */
  public static final Classifier RCS = rcs(false);

  /** Sorts by shallow size in bytes. */
  public static final Classifier SIZE = new Classifier("size", "Individual Size", BySize::new);

  /** Sorts every object into a kind of its own. */
  public static final Classifier ID = new Classifier("id", "Object", ById::new);

  /** Sorts by the package of the class; arrays go with their elements. */
  public static final Classifier PACKAGE =
      new Classifier("package", "Package", ClassAttributes::byPackage);

  /** Sorts by the module of the class, where the dump has modules (JDK 9 and later). */
  public static final Classifier MODULE =
      new Classifier("module", "Module", ClassAttributes::byModule);

  /** Sorts by the loader of the class. */
  public static final Classifier LOADER =
      new Classifier("loader", "Class Loader", ClassAttributes::byLoader);

  /**
   * Sorts by class or owner of the immediate dominator: the nearest object that keeps it alive
   * alone.
   */
  public static final Classifier DOMINATOR =
      new Classifier(
          "dominator", "Dominated By", heap -> new ByDominator(heap, heap.classification(OWNER)));

  /** Sorts all objects into one kind. */
  public static final Classifier UNITY = new Classifier("unity", "Kind", ByUnity::new);

  /** Sorts by kind and thread of the GC roots that an object is. */
  static final Classifier ROOT = new Classifier("root", "Root", ByRoot::new);

  private final String label;
  private final String title;
  private final List<Object> key;
  private final Function<Heap, Classification> factory;
  private final Classifier raw;

  private Classifier(String label, String title, Function<Heap, Classification> factory) {
    this(label, title, List.of(label), factory, null);
  }

  private Classifier(
      String label,
      String title,
      List<Object> key,
      Function<Heap, Classification> factory,
      Classifier raw) {
    this.label = label;
    this.title = title;
    this.key = key;
    this.factory = factory;
    this.raw = raw;
  }

  private static Classifier via(boolean raw) {
    return new Classifier(
        raw ? "raw via" : "via",
        "Referred Via:",
        List.of("via", raw),
        heap -> new ByVia(heap, raw),
        raw ? null : via(true));
  }

  private static Classifier rcs(boolean raw) {
    return refdBy(
        raw ? "raw rcs" : "rcs", "Referrers by Class", CLASS, raw, raw ? null : rcs(true));
  }

  private static Classifier refdBy(
      String label, String title, Classifier base, boolean raw, Classifier rawForm) {
    return new Classifier(
        label,
        title,
        List.of("refdBy", label, base, raw),
        heap -> new ByReferrers(heap, heap.classification(base), raw),
        rawForm);
  }

  /**
   * Returns the classifier that sorts by the first of some kinds that an object is of; what is of
   * none goes into one last kind, {@code <other>}.
   *
   * <p>Cost: O(objects) times that of the kinds, when it is used.
   *
   * <p>Example: {@code hp.heap().by(first(hp.heap().get(0).kind(), hp.heap().get(1).kind()))}
   *
   * @throws HeapException when there are no kinds
   */
  public static Classifier first(Kind... kinds) {
    if (kinds.length == 0) {
      throw new HeapException("first() needs at least one kind, such as hp.heap().get(0).kind()");
    }
    List<Kind> list = List.of(kinds);
    return new Classifier(
        "first", "First Of", List.of("first", list), heap -> new ByFirst(heap, list), null);
  }

  /**
   * Returns the classifier that sorts by both: two objects are of one kind when they are so by
   * each.
   *
   * <p>Cost: that of both, when it is used.
   *
   * <p>Example: {@code hp.heap().by(CLASS.and(SIZE))}
   */
  public Classifier and(Classifier other) {
    Classifier rawForm = raw == null && other.raw == null ? null : raw().and(other.raw());
    return new Classifier(
        label + " & " + other.label,
        title + " & " + other.title,
        List.of("and", this, other),
        heap -> new ByPair(heap, heap.classification(this), heap.classification(other)),
        rawForm);
  }

  /**
   * Returns the classifier that sorts an object by its referrers: the set of the kinds that they
   * are of by this classifier, and of kinds of GC root. Containers are seen through; {@link #raw}
   * takes the direct referrers.
   *
   * <p>Cost: O(objects + references to them), when it is used.
   *
   * <p>Example: {@code hp.heap().get(0).by(CLASS.refdBy())}
   */
  public Classifier refdBy() {
    String name = label + " of referrers";
    Classifier rawForm = refdBy("raw " + name, refdTitle(), this, true, null);
    return refdBy(name, refdTitle(), this, false, rawForm);
  }

  private String refdTitle() {
    return "Referrers by " + title;
  }

  /**
   * Returns the classifier that takes references as the dump has them, with no container, string or
   * reference seen through; itself when it looks at no references.
   *
   * <p>Cost: O(objects + references to them), when it is used.
   *
   * <p>Example: {@code hp.heap().get(0).by(VIA.raw())}
   */
  public Classifier raw() {
    return raw == null ? this : raw;
  }

  /** Returns the word for kinds: {@code via} in {@code <via ["sql"]>}. */
  String label() {
    return label;
  }

  /** Returns the header of the column of names. */
  String title() {
    return title;
  }

  /** Makes the classification of a heap; the heap keeps it. */
  Classification classify(Heap heap) {
    return factory.apply(heap);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Classifier that && key.equals(that.key);
  }

  @Override
  public int hashCode() {
    return key.hashCode();
  }

  /** Returns its name as the tables title it. */
  @Override
  public String toString() {
    return "by " + label;
  }
}
