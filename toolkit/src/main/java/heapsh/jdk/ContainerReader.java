package heapsh.jdk;

import heapsh.graph.HeapField;
import heapsh.graph.HeapGraph;
import heapsh.graph.ObjectReader;
import heapsh.hprof.FieldType;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import org.roaringbitmap.RoaringBitmap;

/**
 * Reads the contents of one container, in its order, from the dump. Used once.
 *
 * <p>No node is read twice, so that a ring in a damaged heap ends.
 */
final class ContainerReader {
  private static final int NULL = ObjectReader.NULL;

  /** Bounds how many views of views are seen through. */
  private static final int MAX_HOPS = 64;

  private final HeapGraph graph;
  private final KnownClasses known;
  private final ObjectReader reader;
  private final Containers.EntryConsumer consumer;
  private final RoaringBitmap seen = new RoaringBitmap();
  private KnownClass type;

  ContainerReader(
      HeapGraph graph, KnownClasses known, ObjectReader reader, Containers.EntryConsumer consumer) {
    this.graph = graph;
    this.known = known;
    this.reader = reader;
    this.consumer = consumer;
  }

  /** Returns the container behind views: the object itself when it is no view. */
  static int unwrap(HeapGraph graph, KnownClasses known, ObjectReader reader, int index) {
    return follow(graph, known, reader, index, Shape.WRAPPER, Role.WRAPPED);
  }

  /** Returns the container that does the work for this one: the object that has the contents. */
  static int resolve(HeapGraph graph, KnownClasses known, ObjectReader reader, int index) {
    return follow(graph, known, reader, index, Shape.DELEGATE, Role.DELEGATE);
  }

  private static int follow(
      HeapGraph graph, KnownClasses known, ObjectReader reader, int index, Shape shape, Role role) {
    int at = index;
    for (int hop = 0; hop < MAX_HOPS; hop++) {
      KnownClass type = known.get(graph.classNumber(at));
      int inner =
          type == null || type.shape != shape ? NULL : reader.reference(at, type.field(role));
      if (inner < 0) {
        return at;
      }
      at = inner;
    }
    return at;
  }

  /** Gives the contents of a known, resolved container: entries, or elements as keys. */
  void read(int index) {
    type = known.get(graph.classNumber(index));
    switch (type.shape) {
      case ARRAY -> prefix(index);
      case SPARSE -> sparse(reference(index, Role.ARRAY));
      case RING -> ring(index);
      case TABLE, DELEGATE -> tables(index, type);
      case CHAIN -> chain(index, Role.NEXT);
      case ORDERED -> chain(index, Role.AFTER);
      case TREE -> tree(reference(index, Role.FIRST));
      case SKIP_LIST -> skipList(reference(index, Role.FIRST));
      case PAIRS, DENSE_PAIRS -> pairs(reference(index, Role.PAIRS));
      case ENUM -> enumValues(index);
      case SLOTS -> slots(index, type);
      case NODE, EMPTY_NODE, WRAPPER, HOLDER -> {}
    }
  }

  private int reference(int index, Role role) {
    KnownClass holder = known.get(graph.classNumber(index));
    HeapField field = holder == null ? null : holder.field(role);
    return field == null ? NULL : reader.reference(index, field);
  }

  private int number(int index, Role role, int otherwise) {
    HeapField field = type.field(role);
    if (field == null) {
      return otherwise;
    }
    return (int) Math.max(0, Math.min(Integer.MAX_VALUE, reader.bits(index, field)));
  }

  private boolean isReferenceArray(int index) {
    return index >= 0
        && graph.heapClass(graph.classNumber(index)).elementType() == FieldType.OBJECT;
  }

  private void prefix(int index) {
    int array = reference(index, Role.ARRAY);
    if (isReferenceArray(array)) {
      int length = reader.arrayLength(array);
      int size = Math.min(length, number(index, Role.SIZE, length));
      for (int i = 0; i < size; i++) {
        consumer.accept(reader.element(array, i), NULL);
      }
    }
  }

  private void sparse(int array) {
    int length = isReferenceArray(array) ? reader.arrayLength(array) : 0;
    for (int i = 0; i < length; i++) {
      int element = reader.element(array, i);
      if (element != NULL) {
        consumer.accept(element, NULL);
      }
    }
  }

  private void ring(int index) {
    int array = reference(index, Role.ARRAY);
    int length = isReferenceArray(array) ? reader.arrayLength(array) : 0;
    int head = number(index, Role.HEAD, 0);
    int tail = number(index, Role.TAIL, -1);
    int count = tail < 0 ? number(index, Role.SIZE, 0) : tail - head + (tail < head ? length : 0);
    if (head >= length) {
      return;
    }
    for (int i = 0; i < Math.min(count, length); i++) {
      consumer.accept(reader.element(array, (int) (((long) head + i) % length)), NULL);
    }
  }

  private void pairs(int array) {
    int length = isReferenceArray(array) ? reader.arrayLength(array) : 0;
    for (int i = 0; i + 1 < length; i += 2) {
      int key = reader.element(array, i);
      if (key != NULL) {
        consumer.accept(unmask(key), reader.element(array, i + 1));
      }
    }
  }

  private void enumValues(int index) {
    int values = reference(index, Role.ENUM_VALUES);
    int keys = reference(index, Role.UNIVERSE);
    if (!isReferenceArray(values) || !isReferenceArray(keys)) {
      return;
    }
    int length = Math.min(reader.arrayLength(values), reader.arrayLength(keys));
    for (int i = 0; i < length; i++) {
      int value = reader.element(values, i);
      if (value != NULL) {
        consumer.accept(reader.element(keys, i), unmask(value));
      }
    }
  }

  private int unmask(int reference) {
    return reference == type.sentinel ? NULL : reference;
  }

  private void slots(int index, KnownClass holder) {
    HeapField key = holder.field(Role.KEY);
    if (key != null) {
      HeapField value = holder.field(Role.VALUE);
      consumer.accept(
          unmask(reader.reference(index, key)),
          value == null ? NULL : reader.reference(index, value));
    }
    for (HeapField element : holder.fields(Role.ELEMENT)) {
      consumer.accept(reader.reference(index, element), NULL);
    }
    for (HeapField item : holder.fields(Role.ITEM)) {
      int element = reader.reference(index, item);
      if (element != NULL && element != type.sentinel && element != index) {
        consumer.accept(element, NULL);
      }
    }
  }

  /** Gives the contents of one node; a marker or a bin has none. */
  private void node(int node, KnownClass nodeType) {
    if (nodeType.shape == Shape.NODE) {
      slots(node, nodeType);
    }
  }

  private KnownClass nodeType(int node) {
    KnownClass nodeType = node < 0 ? null : known.get(graph.classNumber(node));
    return nodeType != null && nodeType.isNode() ? nodeType : null;
  }

  private void tables(int index, KnownClass holder) {
    for (HeapField field : holder.fields(Role.TABLE)) {
      int table = reader.reference(index, field);
      if (isReferenceArray(table) && seen.checkedAdd(table)) {
        int length = reader.arrayLength(table);
        for (int i = 0; i < length; i++) {
          bucket(reader.element(table, i));
        }
      }
    }
  }

  private void bucket(int first) {
    KnownClass firstType = nodeType(first);
    if (firstType == null) {
      return;
    }
    if (firstType.fields(Role.TABLE).length > 0) {
      if (seen.checkedAdd(first)) {
        tables(first, firstType);
      }
    } else {
      HeapField bin = firstType.field(Role.BIN);
      links(bin == null ? first : reader.reference(first, bin), Role.NEXT, NULL);
    }
  }

  private void chain(int index, Role link) {
    int header = reference(index, Role.HEADER);
    if (header >= 0) {
      links(reference(header, link), link, header);
    } else {
      links(rewind(reference(index, Role.FIRST)), link, NULL);
    }
  }

  /** Goes back to the front of a chain whose head lags behind. */
  private int rewind(int first) {
    if (first < 0 || reference(first, Role.PREV) < 0) {
      return first;
    }
    RoaringBitmap passed = new RoaringBitmap();
    int at = first;
    for (int back = at; back >= 0 && passed.checkedAdd(back); back = reference(at, Role.PREV)) {
      at = back;
    }
    return at;
  }

  private void links(int first, Role link, int end) {
    int node = first;
    KnownClass nodeType = nodeType(node);
    while (nodeType != null && node != end && seen.checkedAdd(node)) {
      node(node, nodeType);
      HeapField next = nodeType.field(link);
      node = next == null ? NULL : reader.reference(node, next);
      nodeType = nodeType(node);
    }
  }

  private void tree(int root) {
    IntArrayList open = new IntArrayList();
    int node = root;
    while (true) {
      while (nodeType(node) != null && seen.checkedAdd(node)) {
        open.push(node);
        node = reference(node, Role.LEFT);
      }
      if (open.isEmpty()) {
        return;
      }
      node = open.popInt();
      node(node, nodeType(node));
      node = reference(node, Role.RIGHT);
    }
  }

  private void skipList(int head) {
    int node = head < 0 ? NULL : reference(head, Role.BASE);
    KnownClass nodeType = nodeType(node);
    while (nodeType != null && seen.checkedAdd(node)) {
      int key = reference(node, Role.KEY);
      int value = reference(node, Role.VALUE);
      if (key != NULL && value != NULL && value != node) {
        consumer.accept(key, value);
      }
      node = reference(node, Role.NEXT);
      nodeType = nodeType(node);
    }
  }
}
