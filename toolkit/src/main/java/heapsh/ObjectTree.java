package heapsh;

import heapsh.jdk.Form;
import heapsh.render.Page;
import heapsh.render.SafeText;
import heapsh.render.Table;
import heapsh.render.Table.Column;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Lays out an object with what is in it, and below that what is in these, some levels deep and so
 * many lines long: what a page can show folded.
 */
final class ObjectTree {
  private static final int LEVELS = 3;
  private static final int MOST_ROWS = 300;
  private static final int MEMBERS = 50;
  private static final int MEMBERS_BELOW = 12;
  private static final int LONGEST_VALUE = 200;
  private static final int LONGEST_TEXT = 2000;
  private static final int LINES_OF_AN_ARRAY = 20;
  private static final int LONGEST_NAME = 60;

  /** The length of a container that only counting would tell. */
  private static final long UNKNOWN = -1;

  private final HeapReader heap;
  private final Table table = new Table("Value", Column.words("Name", 4)).openLevels(1);

  /** Holds one thing in an object: a field, an element, an entry. */
  private record Member(String name, String step, Object value) {}

  /** Holds the first things in an object, and how many more there are; -1 when nobody counted. */
  private record Members(List<Member> members, long left) {}

  private ObjectTree(HeapReader heap) {
    this.heap = heap;
  }

  /** Lays out an object. */
  static Page of(HeapReader heap, int index) {
    ObjectTree tree = new ObjectTree(heap);
    String head = ObjectView.start(heap, index).head();
    if (heap.isString(index)) {
      String text = heap.text(index, LONGEST_TEXT + 1);
      String shown =
          text == null ? "<its array is not in the dump>" : SafeText.quote(text, LONGEST_TEXT);
      tree.table.row(width -> shown, "text");
    } else if (heap.isPrimitiveArray(index)
        || heap.classOf(index).isArray() && !heap.hasData(index)) {
      tree.addLines(ObjectView.start(heap, index));
    } else {
      tree.add(index, 0, "");
    }
    return Page.of(List.of(head), tree.table);
  }

  private void addLines(ObjectView view) {
    int shown = Math.min(view.count(), LINES_OF_AN_ARRAY);
    for (int k = 0; k < shown; k++) {
      String line = view.line().apply(k).strip();
      table.row(width -> line, "");
    }
    addLeft(view.count() - shown, " " + view.noun(), 0);
  }

  private void addLeft(long left, String noun, int depth) {
    if (left != 0) {
      String line = "<" + (left < 0 ? "" : left + " ") + "more" + noun + "; show() prints all>";
      table.row(width -> line, "").depth(depth);
    }
  }

  /** Adds what is in an object; its levels are few, whatever the heap. */
  private void add(int index, int depth, String path) {
    Members members = members(index, depth == 0 ? MEMBERS : MEMBERS_BELOW);
    for (Member member : members.members) {
      if (table.size() >= MOST_ROWS) {
        addLeft(UNKNOWN, "", depth);
        return;
      }
      String text = ValueText.of(member.value, LONGEST_VALUE);
      String step = member.step.isEmpty() || depth > 0 && path.isEmpty() ? "" : path + member.step;
      String typed = step.startsWith(".") ? step.substring(1) : "";
      Table.Row row = table.row(width -> text, SafeText.of(member.name, LONGEST_NAME)).depth(depth);
      if (!typed.isEmpty()) {
        row.hint(".field(\"" + typed + "\")");
      }
      if (depth + 1 < LEVELS && member.value instanceof HeapObject object && isOpened(object)) {
        add(object.index(), depth + 1, typed.isEmpty() ? "" : step);
      }
    }
    addLeft(members.left, "", depth);
  }

  /** Tells whether what is in an object says more than its own line does. */
  private boolean isOpened(HeapObject object) {
    int index = object.index();
    return !heap.isString(index)
        && heap.graph().representedClass(index) < 0
        && heap.enumName(index) == null
        && !heap.isPrimitiveArray(index)
        && (!heap.classOf(index).isArray() || heap.hasData(index));
  }

  private Members members(int index, int most) {
    if (heap.classOf(index).isArray()) {
      return elements(heap.arrayLength(index), most, k -> element(index, k), true);
    }
    if (heap.isMap(index)) {
      return entries(index, most);
    }
    if (heap.hasElements(index)) {
      IntArrayList elements = heap.firstElements(index, most + 1);
      long known = heap.knownLength(index);
      long length =
          known < 0 && elements.size() > most ? UNKNOWN : Math.max(known, elements.size());
      return elements(length, most, k -> value(elements.getInt(k)), heap.form(index) == Form.LIST);
    }
    return fields(index, most);
  }

  private static Members elements(
      long length, int most, IntFunction<Object> value, boolean isOrdered) {
    List<Member> members = new ArrayList<>();
    int shown = length == UNKNOWN ? most : (int) Math.min(length, most);
    for (int k = 0; k < shown; k++) {
      String place = "[" + k + "]";
      members.add(new Member(isOrdered ? place : "", isOrdered ? place : "", value.apply(k)));
    }
    return new Members(members, length == UNKNOWN ? UNKNOWN : length - members.size());
  }

  private Members entries(int index, int most) {
    List<Member> members = new ArrayList<>();
    heap.entries(
        index,
        (key, value) -> {
          String name = "[" + ValueText.of(value(key), LONGEST_NAME) + "]";
          members.add(new Member(name, "", value(value)));
          HeapReader.Enough.when(members.size() > most);
        });
    if (members.size() <= most) {
      return new Members(members, 0);
    }
    members.remove(most);
    long known = heap.knownLength(index);
    return new Members(members, known < 0 ? UNKNOWN : Math.max(1, known - most));
  }

  private Members fields(int index, int most) {
    List<Member> members = new ArrayList<>();
    Map<String, Object> fields = HeapFields.of(heap, index);
    for (Map.Entry<String, Object> field : fields.entrySet()) {
      String name = field.getKey();
      boolean isPlain = name.chars().allMatch(Character::isJavaIdentifierPart);
      if (members.size() < most) {
        members.add(new Member(name, isPlain ? "." + name : "", field.getValue()));
      }
    }
    return new Members(members, fields.size() - members.size());
  }

  private Object element(int index, int position) {
    Value value = new Value();
    heap.element(index, position, value);
    return HeapValues.of(heap.heap(), value);
  }

  private Object value(int reference) {
    Value value = new Value();
    HeapReader.toValue(reference, value);
    return HeapValues.of(heap.heap(), value);
  }
}
