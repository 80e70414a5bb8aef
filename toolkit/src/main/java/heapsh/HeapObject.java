package heapsh;

import heapsh.graph.GcRoot;
import heapsh.graph.ReferenceCursor;
import heapsh.jdk.Relations;
import heapsh.render.SafeText;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.roaringbitmap.RoaringBitmap;

/**
 * One object of a heap. Immutable and thread-safe; two are equal when they stand for the same
 * object of the same opened heap.
 *
 * <p>It prints its class, id, size and, one level deep, what is in it: the text of a String, the
 * elements or entries of an array or JDK container, the static fields of a class object, otherwise
 * the fields.
 */
public final class HeapObject implements Rich {
  private final Heap heap;
  private final int index;

  HeapObject(Heap heap, int index) {
    this.heap = heap;
    this.index = index;
  }

  Heap heap() {
    return heap;
  }

  int index() {
    return index;
  }

  /**
   * Returns the address of this object in the dump, which {@code hp.at(id)} takes.
   *
   * <p>Cost: O(log objects).
   *
   * <p>Example: {@code hp.heap().largest(1).theOne().id()}
   */
  public long id() {
    return heap.graph().idOf(index);
  }

  /**
   * Returns the name of the class of this object: {@code java.util.HashMap$Node}, {@code byte[]};
   * {@code java.lang.Class} for a class object.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().largest(1).theOne().className()}
   */
  public String className() {
    return heap.graph().heapClass(heap.graph().classNumber(index)).name();
  }

  /**
   * Returns the bytes of this object itself.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().largest(1).theOne().size()}
   */
  public long size() {
    return heap.graph().shallowBytes(index);
  }

  /**
   * Returns the bytes that would be freed with this object: its own and those of all that only it
   * keeps alive.
   *
   * <p>Cost: the first call computes the dominators of the heap, then O(1).
   *
   * <p>Example: {@code hp.heap().largest(1).theOne().retainedSize()}
   */
  public long retainedSize() {
    return heap.retention().dominators().retainedBytes(index);
  }

  /**
   * Reads a field, or what a path of fields, elements and keys leads to. Inherited fields count; a
   * class object has its static fields; positions and keys look through the JDK's containers.
   *
   * <p>Cost: O(steps), and O(elements) for a step into a list or map.
   *
   * <p>Example: {@code hp.instancesOf("java.lang.Thread").largest(1).theOne().field("name.length")}
   *
   * @param path {@code name}, {@code a.b}, {@code a[3]}, {@code a[-1]}, {@code map["key"]}, {@code
   *     list.length}, {@code a.size()}; a name that is not Java's in backquotes
   * @return a boxed primitive, a HeapObject (Strings and boxes too), or null
   * @throws HeapException when there is no such field, with near matches; when a position is out of
   *     bounds, a key is missing, or null stands on the way; when the path is malformed
   */
  public Object field(String path) {
    return FieldPath.read(this, path);
  }

  /**
   * Returns the fields of this object with their values, own ones first, then inherited ones; the
   * static fields of a class object; none of an array. A field that a subclass hides is named
   * {@code Parent.name}.
   *
   * <p>Cost: O(fields).
   *
   * <p>Example: {@code hp.instancesOf("java.lang.Thread").largest(1).theOne().fields()}
   *
   * @return names to boxed primitives, HeapObjects or null, in order; cannot be changed
   */
  public Map<String, Object> fields() {
    return HeapFields.of(HeapReader.of(heap), index);
  }

  /**
   * Reads the text of a String, a char[] or a byte[] (as UTF-8, or as Latin-1 when it is not that).
   * The text is not escaped: it is what stands in the heap.
   *
   * <p>Cost: O(characters).
   *
   * <p>Example: {@code hp.instancesOf("java.lang.String").largest(1).theOne().asString()}
   *
   * @throws HeapException when this object is of another class, or its characters are not in the
   *     dump
   */
  public String asString() {
    HeapReader reader = HeapReader.of(heap);
    if (!ObjectText.hasText(reader, index)) {
      throw new HeapException(
          shownClass() + " is no text: asString() reads String, char[] and byte[]");
    }
    String text = ObjectText.read(reader, index, Integer.MAX_VALUE);
    if (text == null) {
      throw new HeapException("the characters of this String are not in the dump");
    }
    return text;
  }

  /**
   * Returns the elements of an array, or of a JDK list, set, queue, deque, box such as
   * AtomicReference, or wrapper of one, in its order.
   *
   * <p>Cost: O(elements) for a container; O(1) for an array, whose elements are read when they are
   * asked for.
   *
   * <p>Example: {@code hp.instancesOf("java.util.ArrayList").largest(1).theOne().elements()}
   *
   * @return boxed primitives, HeapObjects or null; cannot be changed
   * @throws HeapException when this object has no elements
   */
  public List<Object> elements() {
    HeapReader reader = HeapReader.of(heap);
    if (reader.classOf(index).isArray()) {
      return HeapList.of(reader.arrayLength(index), this::element, "element");
    }
    if (reader.isMap(index)) {
      throw new HeapException(shownClass() + " is a map: entries() gives what is in it");
    }
    if (!reader.hasElements(index)) {
      throw new HeapException(
          shownClass() + " is no array or known container; fields() gives what is in it");
    }
    IntArrayList elements = reader.elements(index);
    return HeapList.of(elements.size(), k -> valueOf(elements.getInt(k)), "element");
  }

  /**
   * Returns the entries of a JDK map, or of a wrapper of one, in the order of its insides.
   *
   * <p>Cost: O(entries).
   *
   * <p>Example: {@code hp.instancesOf("java.util.HashMap").largest(1).theOne().entries()}
   *
   * @return keys and values as HeapObjects or null; cannot be changed
   * @throws HeapException when this object is no known map
   */
  public List<Map.Entry<Object, Object>> entries() {
    HeapReader reader = HeapReader.of(heap);
    if (!reader.isMap(index)) {
      throw new HeapException(
          shownClass()
              + " is no known map; "
              + (reader.hasElements(index) ? "elements()" : "fields()")
              + " gives what is in it");
    }
    List<Map.Entry<Object, Object>> entries = new ArrayList<>();
    reader.entries(index, (key, value) -> entries.add(new HeapEntry(valueOf(key), valueOf(value))));
    return HeapList.of(entries, "entry");
  }

  /**
   * Returns the number of elements of an array or JDK container, of entries of a map, of characters
   * of a String.
   *
   * <p>Cost: O(1) for arrays and Strings, O(elements) for containers.
   *
   * <p>Example: {@code hp.instancesOf("byte[]").largest(1).theOne().length()}
   *
   * @throws HeapException when this object has no length
   */
  public int length() {
    HeapReader reader = HeapReader.of(heap);
    long length = reader.length(index);
    if (length < 0) {
      throw new HeapException(CallStep.named("length").on(reader).explain(index));
    }
    return Math.toIntExact(length);
  }

  /**
   * Returns the reachable objects that refer to this one.
   *
   * <p>Cost: the first call builds the incoming references of the heap, then O(referrers).
   *
   * <p>Example: {@code hp.heap().largest(1).theOne().referrers()}
   */
  public ObjectSet referrers() {
    return others(heap.graph().incoming());
  }

  /**
   * Returns the objects that this one refers to.
   *
   * <p>Cost: the first call decodes the references of the heap, then O(referents).
   *
   * <p>Example: {@code hp.heap().largest(1).theOne().referents()}
   */
  public ObjectSet referents() {
    return others(heap.graph().outgoing());
  }

  private ObjectSet others(ReferenceCursor cursor) {
    RoaringBitmap others = new RoaringBitmap();
    long seen = 0;
    cursor.moveTo(index);
    for (int other = cursor.next(); other >= 0; other = cursor.next()) {
      HeapReader.checkStop(++seen);
      others.add(other);
    }
    return heap.set(others);
  }

  /**
   * Tells whether this object is a GC root.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().filter(o -> o.isRoot())}
   */
  public boolean isRoot() {
    return heap.graph().roots().isRoot(index);
  }

  /**
   * Returns why this object is a GC root, {@code <local of Crawler.run() in thread "main">}; empty
   * when it is none.
   *
   * <p>Cost: O(log roots).
   *
   * <p>Example: {@code hp.instancesOf("java.lang.Thread").largest(1).theOne().roots()}
   */
  public List<String> roots() {
    Relations relations = heap.jdk().relations();
    List<String> reasons = new ArrayList<>();
    for (GcRoot root : heap.graph().roots().of(index)) {
      reasons.add(relations.relation(relations.ofRoot(root)).step());
    }
    return List.copyOf(reasons);
  }

  /**
   * Says in one sentence why this object is alive: the shortest path from a GC root to it, in
   * words; or that only weaker references reach it, or nothing.
   *
   * <p>Cost: O(length of the path); the first use searches the heap.
   *
   * <p>Example: {@code hp.heap().largest(1).theOne().whyAlive()}
   */
  public WhyAlive whyAlive() {
    return WhyAlive.of(heap, index);
  }

  /**
   * Finds a shortest chain of references from this object to one for which the predicate holds.
   *
   * <p>Cost: O(objects + references) when there is no such chain, times the cost of the predicate.
   *
   * <p>Example: {@code hp.root().sample(1).theOne().findRefChain(o -> o.size() > 4096)}
   */
  public Chain findRefChain(Predicate<HeapObject> wanted) {
    return set().findRefChain(wanted);
  }

  /**
   * Finds a shortest chain of references to this object from one for which the predicate holds.
   *
   * <p>Cost: O(objects + references) when there is no such chain, times the cost of the predicate;
   * the first use builds the incoming references of the heap.
   *
   * <p>Example: {@code hp.heap().largest(1).theOne().findBackrefChain(o -> o.isRoot())}
   */
  public Chain findBackrefChain(Predicate<HeapObject> wanted) {
    return set().findBackrefChain(wanted);
  }

  /**
   * Returns the bytes of all that strong references reach from this object, itself included; what
   * would be freed with it is retainedSize().
   *
   * <p>Cost: O(objects and references that are reached).
   *
   * <p>Example: {@code hp.heap().largest(1).theOne().asizeof()}
   */
  public long asizeof() {
    return set().asizeof();
  }

  /**
   * Returns the deep size of this object, part by part: what each of its references leads to.
   *
   * <p>Cost: O(objects and references that are reached); printing it computes the retained size.
   *
   * <p>Example: {@code hp.heap().largest(1).theOne().asized()}
   */
  public Asized asized() {
    return set().asized();
  }

  /**
   * Returns the bytes of this object itself; pympler's name of size().
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().largest(1).theOne().flatsize()}
   */
  public long flatsize() {
    return size();
  }

  /**
   * Returns the bytes of this object without the elements of an array: header, fields, padding.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().largest(1).theOne().basicsize()}
   */
  public long basicsize() {
    return ItemSizes.basic(HeapReader.of(heap), index);
  }

  /**
   * Returns the bytes of an element of this array, 0 for what is no array.
   *
   * <p>Cost: O(1); for arrays of references it may look at other arrays, to tell how wide a
   * reference is.
   *
   * <p>Example: {@code hp.heap().largest(1).theOne().itemsize()}
   */
  public int itemsize() {
    return ItemSizes.item(HeapReader.of(heap), index);
  }

  /**
   * Returns the tree of what refers to this object, or of what it refers to with forwards().
   *
   * <p>Cost: O(references of each object that is shown); the first use builds the incoming
   * references of the heap.
   *
   * <p>Example: {@code hp.heap().largest(1).theOne().refTree()}
   */
  public RefTree refTree() {
    return set().refTree();
  }

  /**
   * Returns the set of just this object, for every query of a set.
   *
   * <p>Cost: O(1).
   *
   * <p>Example: {@code hp.heap().largest(1).theOne().set().byVia()}
   */
  public ObjectSet set() {
    return heap.set(RoaringBitmap.bitmapOf(index));
  }

  /**
   * Draws what this object refers to, and so on; see {@link ObjectSet#showRefs}.
   *
   * <p>Cost: O(references of what is drawn).
   *
   * <p>Example: {@code hp.heap().largest(1).theOne().showRefs().save("refs.svg")}
   */
  public ReferenceGraph showRefs() {
    return set().showRefs();
  }

  /**
   * Draws what refers to this object, and so on; see {@link ObjectSet#showBackrefs}.
   *
   * <p>Cost: O(references of what is drawn, and of what holds it).
   *
   * <p>Example: {@code hp.heap().largest(1).theOne().showBackrefs().save("backrefs.svg")}
   */
  public ReferenceGraph showBackrefs() {
    return set().showBackrefs();
  }

  /**
   * Prints this object with all that is in it, one level deep.
   *
   * <p>Cost: O(fields and elements).
   *
   * <p>Example: {@code hp.instancesOf("java.lang.Thread").largest(1).theOne().show()}
   */
  @Override
  public void show() {
    ObjectView.whole(HeapReader.of(heap), index).print(System.out::println);
  }

  @Override
  public String text() {
    StringBuilder text = new StringBuilder();
    ObjectView.whole(HeapReader.of(heap), index).print(line -> text.append(line).append('\n'));
    return text.toString();
  }

  /**
   * Returns this object as text and as a tree of HTML that folds: what is in it, and below that
   * what is in these, three levels deep.
   *
   * <p>Cost: O(lines shown), and O(elements) of a container.
   *
   * <p>Example: {@code hp.heap().largest(1).theOne().mime().get("text/html")}
   */
  @Override
  public Map<String, String> mime() {
    return Paging.mime(toString(), most -> ObjectTree.of(HeapReader.of(heap), index));
  }

  private Object element(int position) {
    HeapReader reader = HeapReader.of(heap);
    Value value = new Value();
    reader.element(index, position, value);
    return HeapValues.of(heap, value);
  }

  private Object valueOf(int reference) {
    Value value = new Value();
    HeapReader.toValue(reference, value);
    return HeapValues.of(heap, value);
  }

  private String shownClass() {
    return SafeText.of(className(), 200);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HeapObject object
        && object.heap.base() == heap.base()
        && object.index == index;
  }

  @Override
  public int hashCode() {
    return 31 * System.identityHashCode(heap) + index;
  }

  /**
   * Returns class, id, size and what is in the object, at most 80 columns and 1,000 characters.
   * Never throws.
   */
  @Override
  public String toString() {
    try {
      return ObjectView.start(HeapReader.of(heap), index).page();
    } catch (RuntimeException e) {
      // A shell that shows a value has no way to show a failure.
      return "object number " + index + ": " + (e instanceof HeapException ? e.getMessage() : e);
    }
  }
}
