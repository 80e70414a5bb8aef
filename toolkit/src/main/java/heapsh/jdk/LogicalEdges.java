package heapsh.jdk;

import heapsh.graph.ObjectReader;
import heapsh.graph.ReferenceCursor;
import heapsh.graph.Strength;
import heapsh.hprof.FieldType;
import java.util.Arrays;

/**
 * Names edges as the user of the JDK's classes sees them.
 *
 * <p>What a wrapper wraps, what a cached view leads back to and the array of a String have the
 * relations of the wrapper, the view's holders and the String: such objects wait in a list and
 * their own referrers are looked at in turn. One thread's.
 */
final class LogicalEdges extends RawEdges implements PairIndex.Places {
  private static final int NONE = Containers.NO_OWNER;

  /** Bounds how many wrappers of wrappers are seen through; beyond it the raw relation is given. */
  private static final int MAX_HOPS = 64;

  /** The key of a value in an array of pairs that is too large to keep the keys. */
  private static final int NOT_KEPT = Integer.MIN_VALUE;

  private final Relations relations;
  private final KnownClasses known;
  private final Containers containers;
  private final Owners owners;
  private final ReferenceCursor delegates;
  private final ReferenceCursor holders;
  private final ObjectReader reader;
  private final boolean[] isReference;

  /** Keeps the loads of {@link Owners#fetch} from being optimised away. */
  private int sink;

  private final SeenThrough through = new SeenThrough();
  private int[] matches = new int[16];
  private boolean isTop;
  private boolean ofValue;
  private int hops;
  private int top;
  private boolean isViewed;

  /** The last array of pairs, its class of container, and what its elements are called raw. */
  private int pairsArray;

  private int pairsClass;
  private int pairsRaw;
  private KnownClass pairsType;
  private final int[] dense = new int[PairIndex.SMALL];
  private PairIndex pairs;

  LogicalEdges(Relations relations) {
    super(relations);
    this.relations = relations;
    containers = relations.containers;
    known = relations.known;
    owners = containers.owners();
    delegates = graph.outgoing();
    holders = graph.incoming();
    reader = graph.reader();
    isReference = new boolean[graph.classCount()];
    for (int number = 0; number < isReference.length; number++) {
      isReference[number] = graph.heapClass(number).referentStrength() != Strength.STRONG;
    }
  }

  @Override
  void gather(int index) {
    through.clear();
    begin(index);
    roots(index);
    sources(index);
    for (int k = 0; k < through.size(); k++) {
      isTop = false;
      target = through.index(k);
      ofValue = through.ofValue(k);
      hops = through.hops(k);
      isViewed = isViewed(target);
      roots(target);
      sources(target);
    }
  }

  @Override
  void begin(int index) {
    super.begin(index);
    top = index;
    isTop = true;
    ofValue = false;
    hops = 0;
    isViewed = isViewed(index);
  }

  private boolean isViewed(int index) {
    return known.isContainer(graph.classNumber(index));
  }

  @Override
  void expect(int[] holders, int[] targets, int n) {
    super.expect(holders, targets, n);
    sink = owners.fetch(holders, n);
  }

  @Override
  void add(int relation) {
    super.add(ofValue ? Labels.valueOf(relation) : relation);
  }

  @Override
  void instance(int source, int number) {
    KnownClass type = known.get(number);
    if (type == null) {
      plain(source, number);
    } else {
      known(source, number, type);
    }
  }

  private void plain(int source, int number) {
    if (isViewed && isView(source)) {
      return;
    }
    if (mode == Mode.REFERRERS) {
      addHolder(source);
      return;
    }
    boolean reference = isReference[number];
    fields.moveTo(source);
    for (int other = fields.next(); other >= 0; other = fields.next()) {
      if (other == target) {
        int slot = fields.slot();
        edge(source, slot == 0 && reference ? referent(number) : field(number, slot));
      }
    }
  }

  /** Tells whether the source is a cached view of the target, and sees through it. */
  private boolean isView(int source) {
    int owner = owners.get(source);
    if (owner == NONE) {
      return false;
    }
    if (mode == Mode.STEP) {
      return owner == target || owner == owners.get(target);
    }
    return owner == target && seeThrough(source, ofValue);
  }

  private int referent(int number) {
    return names.classes().referent(graph.heapClass(number).referentStrength());
  }

  private int field(int number, int slot) {
    return names.classes().field(number, slot);
  }

  private void known(int source, int number, KnownClass type) {
    int key = ObjectReader.NULL;
    int count = 0;
    fields.moveTo(source);
    for (int other = fields.next(); other >= 0; other = fields.next()) {
      int slot = fields.slot();
      Role role = type.role(slot);
      if (role == Role.KEY || role == Role.LOCAL_KEY) {
        key = other;
      }
      if (other == target) {
        if (count == matches.length) {
          matches = Arrays.copyOf(matches, count * 2);
        }
        matches[count++] = slot;
      }
    }
    for (int k = 0; k < count; k++) {
      known(source, number, type, matches[k], key);
    }
  }

  private void known(int source, int number, KnownClass type, int slot, int key) {
    if (source == target) {
      return; // the mark of a dead node, or a wrapper that is its own lock
    }
    Role role = type.role(slot);
    if (role.isContent()) {
      content(source, number, type, role, slot, key);
    } else if (isViewed && !role.isLink() && isView(source)) {
      return;
    } else if (role == Role.TEXT) {
      text(source, number, slot);
    } else if (role == Role.WRAPPED) {
      if (mode != Mode.STEP && !seeThrough(source, ofValue)) {
        edge(source, field(number, slot));
      }
    } else if (role.isInside()) {
      inside(source, field(number, slot));
    } else {
      boolean referent = slot == 0 && isReference[number];
      edge(source, referent ? referent(number) : field(number, slot));
    }
  }

  private void text(int source, int number, int slot) {
    if (mode != Mode.RELATIONS || !seeThrough(source, true)) {
      edge(source, field(number, slot));
    }
  }

  /**
   * Takes an edge within a container: shown raw for the inside itself, passed by on the way from
   * something else.
   */
  private void inside(int source, int relation) {
    int holder = holder(source);
    if (mode == Mode.STEP) {
      if (owners.get(target) != holder && !isSharer(holder)) {
        add(relation);
      }
    } else if (!isTop) {
      seeThrough(holder, ofValue);
    } else if (mode == Mode.REFERRERS) {
      addHolder(holder);
    } else {
      add(relation);
    }
  }

  private int holder(int source) {
    int owner = owners.get(source);
    return owner == NONE ? source : owner;
  }

  private boolean isSharer(int holder) {
    for (int sharer : owners.sharers(target)) {
      if (sharer == holder) {
        return true;
      }
    }
    return false;
  }

  /**
   * Puts an object on the list; false when there are too many hops to it, so that the raw relation
   * must do.
   */
  private boolean seeThrough(int index, boolean value) {
    if (hops == MAX_HOPS) {
      return false;
    }
    if (index != top) {
      through.add(index, hops + 1, value);
    }
    return true;
  }

  private void content(int source, int number, KnownClass type, Role role, int slot, int key) {
    int owner = owners.get(source);
    int holder = owner == NONE && type.isContainer() ? source : owner;
    if (holder == NONE) {
      edge(source, field(number, slot));
      return;
    }
    contentOf(holder, number, role, slot, key);
    for (int sharer : owners.sharers(source)) {
      contentOf(sharer, number, role, slot, key);
    }
  }

  private void contentOf(int holder, int number, Role role, int slot, int key) {
    if (mode == Mode.REFERRERS) {
      addHolder(holder);
      return;
    }
    int holderClass = graph.classNumber(holder);
    Form form = containers.form(holderClass);
    if (role == Role.LOCAL) {
      add(names.threads().ofThreadLocal(reader, holders, delegates, key));
    } else if (form == Form.MAP && role == Role.KEY) {
      add(names.classes().mapKey(holderClass));
    } else if (form == Form.MAP && role == Role.VALUE) {
      addKeyed(holderClass, key);
    } else if (form == Form.SET && role != Role.VALUE) {
      add(names.classes().setElement(holderClass));
    } else if (form == Form.LIST) {
      add(names.classes().element(holderClass));
    } else {
      add(slot < 0 ? names.classes().element(number) : field(number, slot));
    }
  }

  private boolean isReferenceArray(int index) {
    return graph.heapClass(graph.classNumber(index)).elementType() == FieldType.OBJECT;
  }

  private void addKeyed(int mapClass, int key) {
    int number = names.keys().of(reader, key);
    names.classes().fold(number, mapClass);
    add(number);
  }

  @Override
  void array(int source, int number) {
    int owner = owners.get(source);
    if (owner == NONE) {
      edge(source, names.classes().element(number));
      return;
    }
    arrayOf(source, number, owner);
    for (int sharer : owners.sharers(source)) {
      arrayOf(source, number, sharer);
    }
  }

  private void arrayOf(int source, int number, int owner) {
    int ownerClass = graph.classNumber(owner);
    int worker = owner;
    KnownClass type = known.get(ownerClass);
    for (int hop = 0; type != null && type.arrayRole == Role.DELEGATE && hop < MAX_HOPS; hop++) {
      worker = delegate(worker, type);
      type = worker < 0 ? null : known.get(graph.classNumber(worker));
    }
    Role role = type == null ? Role.FIELD : type.arrayRole;
    switch (role) {
      case ARRAY -> contentOf(owner, number, Role.ELEMENT, -1, NONE);
      case PAIRS -> pairs(source, number, owner, type);
      case ENUM_VALUES -> enumValues(source, owner, worker, type);
      default -> inside(source, names.classes().element(number));
    }
  }

  private int delegate(int index, KnownClass type) {
    delegates.moveTo(index);
    for (int other = delegates.next(); other >= 0; other = delegates.next()) {
      if (type.role(delegates.slot()) == Role.DELEGATE) {
        return other;
      }
    }
    return NONE;
  }

  private void pairs(int source, int number, int owner, KnownClass type) {
    if (mode == Mode.REFERRERS) {
      addHolder(owner);
      return;
    }
    pairsArray = source;
    pairsClass = graph.classNumber(owner);
    pairsRaw = names.classes().element(number);
    pairsType = type;
    if (type.shape == Shape.DENSE_PAIRS && scanDense(source)) {
      return;
    }
    int length = reader.arrayLength(source);
    if (length <= PairIndex.SMALL) {
      PairIndex.scan(reader, source, length, target, this);
      return;
    }
    if (pairs == null || pairs.array != source) {
      pairs = relations.pairIndex(reader, source);
    }
    pairs.find(target, this);
  }

  /**
   * Finds the target among the non-null elements of a small array without reading the dump: keys
   * and values take turns. False when the array is large or may hold references to what is not in
   * the dump, classes as a rule, which would put the turns out of step.
   */
  private boolean scanDense(int source) {
    int count = 0;
    fields.moveTo(source);
    for (int other = fields.next(); other >= 0; other = fields.next()) {
      if (count == dense.length || isClassObject(other)) {
        return false;
      }
      dense[count++] = other;
    }
    if ((count & 1) != 0) {
      return false;
    }
    for (int i = 0; i < count; i++) {
      if (dense[i] == target) {
        place((i & 1) == 0, dense[i & ~1]);
      }
    }
    return true;
  }

  @Override
  public void at(int position, boolean isKey) {
    int key = isKey || position < 0 ? NOT_KEPT : reader.element(pairsArray, position);
    place(isKey, key == pairsType.sentinel ? ObjectReader.NULL : key);
  }

  private void place(boolean isKey, int key) {
    boolean isMap = containers.form(pairsClass) == Form.MAP;
    if (isKey) {
      add(isMap ? names.classes().mapKey(pairsClass) : names.classes().setElement(pairsClass));
    } else if (!isMap) {
      add(pairsRaw);
    } else if (key == NOT_KEPT) {
      add(names.classes().folded(pairsClass));
    } else {
      addKeyed(pairsClass, key);
    }
  }

  private void enumValues(int source, int owner, int worker, KnownClass type) {
    if (mode == Mode.REFERRERS) {
      addHolder(owner);
      return;
    }
    int keys = reader.reference(worker, type.field(Role.UNIVERSE));
    boolean readable = keys >= 0 && isReferenceArray(keys);
    int length = !readable ? 0 : Math.min(reader.arrayLength(keys), reader.arrayLength(source));
    for (int i = 0; i < length; i++) {
      if (reader.element(source, i) == target) {
        addKeyed(graph.classNumber(owner), reader.element(keys, i));
      }
    }
  }
}
