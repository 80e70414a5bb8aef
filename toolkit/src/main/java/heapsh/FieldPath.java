package heapsh;

import heapsh.render.SafeText;
import java.util.ArrayList;
import java.util.List;
import org.roaringbitmap.PeekableIntIterator;
import org.roaringbitmap.RoaringBitmap;

/**
 * A path through fields, elements and keys, {@code connections["default"].queriesLog[0]["sql"]}.
 * Immutable.
 *
 * <p>Steps, from left to right:
 *
 * <ul>
 *   <li>{@code name}: an instance field, own before inherited; of a class object a static one.
 *       {@code length} also where no field is called so. A name that is no Java name, or one of a
 *       superclass that a field of the same name hides, stands in backquotes: {@code
 *       `Parent.name`}.
 *   <li>{@code [3]}, {@code [-1]}: an element of an array, list, set or box; of a map the value of
 *       this number as key.
 *   <li>{@code ["key"]}, {@code [Color.RED]}: the value of a key in a map.
 *   <li>{@code [*]}: every element of an array or container, every value of a map; for sets only.
 *   <li>{@code size()}, {@code length()}, {@code id()} and the like: the methods of {@link
 *       HeapObject}.
 * </ul>
 *
 * <p>Over a set, objects that have no such field or element are left out; when none has it, that is
 * an error.
 */
final class FieldPath {
  /** More {@code [*]} than this would multiply beyond use. */
  private static final int MAX_FAN_OUTS = 8;

  /** The steps between one {@code [*]} and the next; at least one part. */
  private final List<List<Step>> parts;

  private final String source;

  private FieldPath(String source, List<List<Step>> parts) {
    this.source = source;
    this.parts = parts;
  }

  /**
   * Compiles a path.
   *
   * @throws HeapException pointing at the character that does not fit
   */
  static FieldPath parse(String text) {
    Tokens tokens = new Tokens(text);
    List<Step> steps = PathParser.parse(tokens);
    if (tokens.peek().sort() != Tokens.Sort.END) {
      throw tokens.unexpected("'.', '[' or the end");
    }
    List<List<Step>> parts = split(steps);
    if (parts.size() > MAX_FAN_OUTS + 1) {
      throw tokens.error(0, "at most " + MAX_FAN_OUTS + " [*] may stand in a path");
    }
    return new FieldPath(text, parts);
  }

  private static List<List<Step>> split(List<Step> steps) {
    List<List<Step>> parts = new ArrayList<>();
    List<Step> part = new ArrayList<>();
    for (Step step : steps) {
      if (step instanceof AllStep) {
        parts.add(List.copyOf(part));
        part.clear();
      } else {
        part.add(step);
      }
    }
    parts.add(List.copyOf(part));
    return parts;
  }

  /** Returns the text of some steps, as a path that starts with them. */
  static String text(List<Step> steps) {
    StringBuilder text = new StringBuilder();
    steps.forEach(step -> text.append(step.text()));
    return text.isEmpty() ? "this" : text.substring(text.charAt(0) == '.' ? 1 : 0);
  }

  /**
   * Reads what a path leads to from one object. A path that this thread followed lately is not
   * compiled again.
   *
   * @return a boxed primitive, a HeapObject, null, or for asString() and className() a String
   * @throws HeapException when the path cannot be followed to its end: what is missing, and where
   */
  static Object read(HeapObject object, String path) {
    HeapReader heap = HeapReader.of(object.heap());
    PathCursor cursor = heap.cursors().get(path);
    if (cursor == null) {
      cursor = parse(path).cursor(heap);
      heap.cursors().put(path, cursor);
    }
    Value value = cursor.read(object.index());
    boolean lost = value.is(Value.Kind.MISSING) || value.is(Value.Kind.EMPTY);
    if (lost || cursor.nullOnTheWay()) {
      throw new HeapException(cursor.explain(object.index()));
    }
    return HeapValues.of(object.heap(), value);
  }

  private PathCursor cursor(HeapReader heap) {
    if (parts.size() > 1) {
      throw new HeapException(
          "[*] in '"
              + SafeText.of(source, 80)
              + "' gives many values; elements(), map(\"...\") and values(\"...\") take them");
    }
    return new PathCursor(parts.get(0), heap);
  }

  /**
   * Finds the objects that a path leads to from the objects of a set. O(objects); null leads
   * nowhere.
   *
   * @throws HeapException when the path leads to primitives, or no object of the set has what it
   *     names
   */
  static RoaringBitmap follow(ObjectSet set, String path) {
    List<List<Step>> parts = parse(path).parts;
    HeapReader heap = HeapReader.of(set.heap());
    RoaringBitmap objects = set.bitmap();
    for (int part = 0; part < parts.size(); part++) {
      PathRun run = new PathRun(parts.get(part), heap);
      objects = run.targets(objects);
      objects = part < parts.size() - 1 ? run.members(objects) : objects;
    }
    return objects;
  }

  /**
   * Reads the values that a path leads to from the objects of a set, in the order of the set.
   * O(objects).
   *
   * @return boxed primitives, Strings and boxes of the heap as Java has them, other objects as
   *     HeapObject, null
   * @throws HeapException when no object of the set has what the path names
   */
  static List<Object> values(ObjectSet set, String path) {
    HeapReader heap = HeapReader.of(set.heap());
    List<PathRun> runs = parse(path).parts.stream().map(part -> new PathRun(part, heap)).toList();
    List<Object> values = new ArrayList<>();
    long seen = 0;
    for (PeekableIntIterator i = set.bitmap().getIntIterator(); i.hasNext(); ) {
      HeapReader.checkStop(++seen);
      collect(heap, runs, 0, i.next(), values);
    }
    runs.forEach(PathRun::checkFound);
    return HeapList.of(values, "value");
  }

  /**
   * Reads the one value that a path leads to from each of some objects of a set; null where an
   * object has none. O(objects).
   *
   * @throws HeapException when the path has {@code [*]}, or no object has what the path names
   */
  static Object[] column(ObjectSet set, int[] objects, String path) {
    HeapReader heap = HeapReader.of(set.heap());
    FieldPath parsed = parse(path);
    parsed.cursor(heap); // says so when a [*] is in it
    PathRun run = new PathRun(parsed.parts.get(0), heap);
    Object[] values = new Object[objects.length];
    for (int k = 0; k < objects.length; k++) {
      HeapReader.checkStop(k + 1L);
      Value value = run.read(objects[k]);
      values[k] = value == null ? null : HeapValues.plain(heap, value);
    }
    run.checkFound();
    return values;
  }

  /**
   * Adds the values from one object; the recursion is as deep as there are {@code [*]} in the path.
   */
  private static void collect(
      HeapReader heap, List<PathRun> runs, int part, int index, List<Object> values) {
    Value value = runs.get(part).read(index);
    if (value == null) {
      return;
    }
    if (part == runs.size() - 1) {
      values.add(HeapValues.plain(heap, value));
    } else if (value.is(Value.Kind.OBJECT) && runs.get(part).isOpen(value.object())) {
      collectMembers(heap, runs, part + 1, value.object(), values);
    }
  }

  private static void collectMembers(
      HeapReader heap, List<PathRun> runs, int part, int container, List<Object> values) {
    long[] seen = {0};
    heap.memberValues(
        container,
        member -> {
          HeapReader.checkStop(++seen[0]);
          if (member.is(Value.Kind.OBJECT)) {
            collect(heap, runs, part, member.object(), values);
          } else if (part == runs.size() - 1 && runs.get(part).isEmpty()) {
            values.add(HeapValues.plain(heap, member));
          }
        });
  }

  @Override
  public String toString() {
    return source;
  }
}
