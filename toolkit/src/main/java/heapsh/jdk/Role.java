package heapsh.jdk;

/**
 * Names what a field of a known class holds, seen from the container that the object is or belongs
 * to.
 */
enum Role {
  /** Nothing special: an ordinary field. */
  FIELD(Group.PLAIN),
  /** An array of nodes: the buckets of a hash table, the segments of an old ConcurrentHashMap. */
  TABLE(Group.INSIDE),
  /** An array of counters, which hold no entries. */
  CELLS(Group.INSIDE),
  /** An array of elements. */
  ARRAY(Group.INSIDE),
  /** An array of key, value, key, value. */
  PAIRS(Group.INSIDE),
  /** An array of values, each at the ordinal of its enum constant. */
  ENUM_VALUES(Group.INSIDE),
  /** The characters of a String. */
  TEXT(Group.INSIDE),
  /** The first node of a chain, or the root of a tree. */
  FIRST(Group.LINK),
  /** A node before the first one that holds nothing; a circular chain ends at it. */
  HEADER(Group.LINK),
  /** From an index of a skip list to the node it stands for. */
  BASE(Group.LINK),
  /** From the head of a treeified bucket to its first node. */
  BIN(Group.LINK),
  /** To the next node of a chain. */
  NEXT(Group.LINK),
  /** To the node that was inserted next. */
  AFTER(Group.LINK),
  /** Back to the node before, for chains whose head may lag behind. */
  PREV(Group.LINK),
  /** To the subtree of smaller keys. */
  LEFT(Group.LINK),
  /** To the subtree of larger keys. */
  RIGHT(Group.LINK),
  /** To another node that reading does not need. */
  LINK(Group.LINK),
  /** A container that does the work and that nobody else sees. */
  DELEGATE(Group.INSIDE),
  /** A cached view, such as {@code keySet}, or a helper object without contents. */
  VIEW(Group.INSIDE),
  /** The container that this one is a view of. */
  WRAPPED(Group.PLAIN),
  /** The key of an entry. */
  KEY(Group.CONTENT),
  /** The value of an entry. */
  VALUE(Group.CONTENT),
  /** An element, which may be null. */
  ELEMENT(Group.CONTENT),
  /** An element; null means that there is none. */
  ITEM(Group.CONTENT),
  /** The ThreadLocal of an entry of a thread's map. */
  LOCAL_KEY(Group.PLAIN),
  /** The value of an entry of a thread's map. */
  LOCAL(Group.CONTENT),
  /** A field that is null in a mere view of a container that lives elsewhere. */
  GUARD(Group.PLAIN),
  /** All constants of the enum whose values are keys; shared, so no inside. */
  UNIVERSE(Group.PLAIN),
  /** Primitive: the number of elements. */
  SIZE(Group.PRIMITIVE),
  /** Primitive: position of the first element of a ring. */
  HEAD(Group.PRIMITIVE),
  /** Primitive: position after the last element of a ring. */
  TAIL(Group.PRIMITIVE);

  private enum Group {
    PLAIN,
    INSIDE,
    LINK,
    CONTENT,
    PRIMITIVE
  }

  private static final Role[] ALL = values();

  private final Group group;

  Role(Group group) {
    this.group = group;
  }

  /** Returns the role with this ordinal. */
  static Role of(byte ordinal) {
    return ALL[ordinal];
  }

  /** Returns how many roles there are. */
  static int count() {
    return ALL.length;
  }

  /** Tells whether the field leads to an inside of the container. */
  boolean isInside() {
    return group == Group.INSIDE || group == Group.LINK;
  }

  /** Tells whether the field leads from node to node. */
  boolean isLink() {
    return group == Group.LINK;
  }

  /** Tells whether the field holds what the user put in. */
  boolean isContent() {
    return group == Group.CONTENT;
  }

  /** Tells whether the field is a number. */
  boolean isPrimitive() {
    return group == Group.PRIMITIVE;
  }

  /** Tells whether the field leads to an array that belongs to the container. */
  boolean isArray() {
    return switch (this) {
      case TABLE, CELLS, ARRAY, PAIRS, ENUM_VALUES, TEXT -> true;
      default -> false;
    };
  }
}
