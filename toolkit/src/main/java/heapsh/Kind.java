package heapsh;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/**
 * Names what some objects have in common, and finds such objects in any set. Immutable and
 * thread-safe.
 *
 * <pre>
 *   Kind sql = hp.heap().get(0).byVia().get(0).kind();   // of a row
 *   hp.all().and(sql)
 *   Kind.ofClass("java.util.*").and(Kind.biggerThan(4096))   // made by hand
 *   Kind.via("[\"sql\"].value").alt("&gt;=")          // maybe otherwise too
 * </pre>
 *
 * <p>The kind of a set of several rows is any of theirs. In another heap than the one it was taken
 * from a kind matches the kinds of the same name. Kinds made by hand are of no heap, but for those
 * of objects.
 */
public abstract sealed class Kind implements Rich
    permits RowKind, ClassKind, SizeKind, ReferrersKind, NamedKind, ObjectsKind, MixedKind {

  /** Finds objects of a kind. Belongs to one thread. */
  @FunctionalInterface
  interface Matcher {
    boolean matches(int index);
  }

  Kind() {}

  /**
   * Makes the kind of the instances of a class, of all that a glob or a regular expression names.
   *
   * <p>Cost: O(1); a heap that has no such class says so when the kind is used.
   *
   * <p>Example: {@code hp.heap().and(Kind.ofClass("java.util.*"))}
   *
   * @throws HeapException when the pattern is none; when it is used, if no class matches, with near
   *     matches
   */
  public static Kind ofClass(String pattern) {
    ClassPattern.of(pattern);
    return new ClassKind(pattern, Operator.EQUAL);
  }

  /**
   * Makes the kind of the objects whose own size is so many bytes.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().and(Kind.ofSize(24))}
   *
   * @throws HeapException when the size is negative
   */
  public static Kind ofSize(long bytes) {
    return new SizeKind(Operator.EQUAL, bytes);
  }

  /**
   * Makes the kind of the objects whose own size is more than so many bytes.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().and(Kind.biggerThan(4096))}
   *
   * @throws HeapException when the size is negative
   */
  public static Kind biggerThan(long bytes) {
    return new SizeKind(Operator.GREATER, bytes);
  }

  /**
   * Makes the kind of the objects whose own size is less than so many bytes.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().and(Kind.smallerThan(64))}
   *
   * @throws HeapException when the size is negative
   */
  public static Kind smallerThan(long bytes) {
    return new SizeKind(Operator.LESS, bytes);
  }

  /**
   * Makes the kind of the objects that are referred to by exactly these relations, as byVia() names
   * them; alt("&gt;=") takes those that are referred to otherwise too.
   *
   * <p>Cost: O(1); when it is used, that of byVia().
   *
   * <p>Example: {@code hp.heap().get(0).and(Kind.via("[*]").alt(">="))}
   *
   * @throws HeapException when there are no relations; when it is used, if no object is referred to
   *     so, with near matches
   */
  public static Kind via(String... relations) {
    return new ReferrersKind(Classifier.VIA, Operator.EQUAL, names("via", relations));
  }

  /**
   * Makes the kind of the objects whose referrers are of exactly these classes, as byRcs() names
   * them; alt("&gt;=") takes those that others refer to as well.
   *
   * <p>Cost: O(1); when it is used, that of byRcs().
   *
   * <p>Example: {@code hp.heap().get(0).and(Kind.rcs("java.lang.String"))}
   *
   * @throws HeapException when there are no names
   */
  public static Kind rcs(String... classNames) {
    return new ReferrersKind(Classifier.RCS, Operator.EQUAL, names("rcs", classNames));
  }

  /**
   * Makes the kind of the insides of containers, as byOwner() names them: byte[] of String.
   *
   * <p>Cost: O(1); when it is used, that of byOwner().
   *
   * <p>Example: {@code hp.heap().and(Kind.ofOwner("byte[] of String"))}
   */
  public static Kind ofOwner(String name) {
    return new NamedKind(Classifier.OWNER, names("ofOwner", name));
  }

  /**
   * Makes the kind of the objects whose class is in one of these packages.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().and(Kind.ofPackage("java.util"))}
   */
  public static Kind ofPackage(String... packages) {
    return new NamedKind(Classifier.PACKAGE, names("ofPackage", packages));
  }

  /**
   * Makes the kind of the objects whose class is in one of these modules.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().and(Kind.ofModule("java.base"))}
   */
  public static Kind ofModule(String... modules) {
    return new NamedKind(Classifier.MODULE, names("ofModule", modules));
  }

  /**
   * Makes the kind of the objects whose class one of these loaders loaded, as byLoader() names
   * them.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().and(Kind.ofLoader("<boot>"))}
   */
  public static Kind ofLoader(String... loaders) {
    return new NamedKind(Classifier.LOADER, names("ofLoader", loaders));
  }

  /**
   * Makes the kind of the objects at these addresses.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().and(Kind.ofId(hp.heap().largest(1).theOne().id()))}
   *
   * @throws HeapException when it is used, if there is no such object
   */
  public static Kind ofId(long... ids) {
    return ObjectsKind.ofIds(ids);
  }

  /**
   * Makes the kind of the objects of a set, in its heap.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().by(first(Kind.of(hp.root())))}
   */
  public static Kind of(ObjectSet set) {
    return ObjectsKind.ofSet(set);
  }

  /**
   * Makes the kind of all objects.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().and(Kind.anything())}
   */
  public static Kind anything() {
    return MixedKind.ANYTHING;
  }

  /**
   * Makes the kind of no object.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().and(Kind.nothing())}
   */
  public static Kind nothing() {
    return MixedKind.NOTHING;
  }

  private static Set<String> names(String verb, String... names) {
    for (String name : names) {
      if (name == null || name.isBlank()) {
        throw new HeapException(verb + "(...) was given an empty name");
      }
    }
    if (names.length == 0) {
      throw new HeapException(verb + "(...) needs a name, as the tables print it");
    }
    return new LinkedHashSet<>(List.of(names));
  }

  /**
   * Makes the kind of the objects that are of this kind and of the other.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().and(Kind.ofClass("byte[]").and(Kind.biggerThan(4096)))}
   */
  public final Kind and(Kind other) {
    return MixedKind.and(this, other);
  }

  /**
   * Makes the kind of the objects that are of this kind or of the other.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().and(Kind.ofClass("byte[]").or(Kind.ofClass("char[]")))}
   */
  public final Kind or(Kind other) {
    return MixedKind.or(this, other);
  }

  /**
   * Makes the kind of the objects that are of this kind and not of the other.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().and(Kind.ofClass("java.*").minus(Kind.ofClass("java.lang.*")))}
   */
  public final Kind minus(Kind other) {
    return MixedKind.and(this, other.not());
  }

  /**
   * Makes the kind of the objects that are of exactly one of both kinds.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().and(Kind.ofClass("byte[]").xor(Kind.biggerThan(4096)))}
   */
  public final Kind xor(Kind other) {
    return MixedKind.xor(this, other);
  }

  /**
   * Makes the kind of the objects that are not of this kind.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().and(hp.heap().get(0).kind().not())}
   */
  public final Kind not() {
    return MixedKind.not(this);
  }

  /**
   * Makes a kind of the same sort by another comparison: of a class "&lt;=" its subclasses too and
   * "&gt;=" its superclasses; of a size larger and smaller ones; of relations and referrers "&gt;="
   * those that have others as well, "&lt;=" those that have some of these. "&lt;" and "&gt;" leave
   * out the kind itself; "==" is the same kind, "!=" its opposite.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().and(Kind.ofClass("java.util.AbstractMap").alt("<="))}
   *
   * @throws HeapException when this is no such kind, or the comparison is none
   */
  public final Kind alt(String comparison) {
    Operator operator = Operator.of(comparison);
    return switch (operator) {
      case EQUAL -> this;
      case UNEQUAL -> not();
      default -> alt(operator);
    };
  }

  /** Makes a kind by another comparison. */
  Kind alt(Operator operator) {
    throw new HeapException(
        "alt(\""
            + operator.text()
            + "\") compares kinds of one class, size, set of relations or of referrers; this is "
            + this);
  }

  /** Returns the objects of {@code set}, all of {@code of}, that are of this kind. */
  final RoaringBitmap filter(Heap of, RoaringBitmap set) {
    RoaringBitmap found = Scans.filter(set, () -> matcher(of));
    if (found.isEmpty()) {
      checkNames(of);
    }
    return found;
  }

  /** Says so when a name that found nothing was probably meant otherwise. */
  void checkNames(Heap of) {}

  /** Returns the number of the kind in its classification, the least when it is of several. */
  int number() {
    throw new UnsupportedOperationException("a kind made by hand has no number: " + this);
  }

  /** Returns a new finder for objects of a heap, this kind's own or another. */
  abstract Matcher matcher(Heap of);

  @Override
  public abstract boolean equals(Object other);

  @Override
  public abstract int hashCode();

  /**
   * Returns the classifier's word and the name: {@code <via ["sql"]>}, {@code <class
   * java.lang.String>}, {@code <size > 4096>}.
   */
  @Override
  public abstract String toString();
}
