package heapsh;

import heapsh.graph.HeapClass;
import heapsh.hprof.FieldType;
import heapsh.jdk.Form;
import heapsh.render.SafeText;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Shows an object with what is in it, one level: text, elements or entries of what has these,
 * otherwise fields.
 *
 * @param head class, id, size and what follows
 * @param noun what the lines are, in the plural
 * @param count how many lines there are
 * @param isExact whether there are no more than that: a ConcurrentHashMap does not count its
 *     entries
 * @param line makes line k, at most 80 columns wide
 */
record ObjectView(String head, String noun, int count, boolean isExact, IntFunction<String> line) {
  private static final String INDENT = "  ";
  private static final int WIDTH = Listing.MAX_COLUMNS - INDENT.length();

  /** Looks at the whole of an object. */
  static ObjectView whole(HeapReader heap, int index) {
    return of(heap, index, Integer.MAX_VALUE);
  }

  /** Looks at no more of an object than fits on a page. */
  static ObjectView start(HeapReader heap, int index) {
    return of(heap, index, Listing.MAX_CHARS);
  }

  private static ObjectView of(HeapReader heap, int index, int limit) {
    HeapClass type = heap.classOf(index);
    if (heap.isString(index)) {
      return ofString(heap, index, limit);
    }
    if (type.isArray()) {
      return ofArray(heap, index, type.elementType());
    }
    if (heap.isMap(index)) {
      return ofEntries(heap, index, limit);
    }
    return heap.hasElements(index) ? ofElements(heap, index, limit) : ofFields(heap, index);
  }

  /** Returns as much as fits on a page. */
  String page() {
    String more = isExact ? "" : "at least ";
    return Listing.page(head, count, line, more, "more " + noun + "; show() prints all");
  }

  /** Gives every line. */
  void print(Consumer<String> out) {
    out.accept(head);
    for (int k = 0; k < count; k++) {
      HeapReader.checkStop(k);
      out.accept(line.apply(k));
    }
  }

  private static String head(HeapReader heap, int index, String content) {
    int represented = heap.graph().representedClass(index);
    String bytes = ": " + heap.graph().shallowBytes(index) + " bytes";
    String root = heap.graph().roots().isRoot(index) ? ", GC root" : "";
    String part = heap.graph().info().losses().any() ? ", salvaged" : "";
    String rest = bytes + content + root + part;
    int width = Listing.MAX_COLUMNS - rest.length();
    if (represented < 0) {
      return ValueText.reference(heap, index, width) + rest;
    }
    String id = " 0x" + Long.toHexString(heap.graph().idOf(index));
    String name = heap.graph().heapClass(represented).name();
    return "class " + ValueText.className(name, width - 6 - id.length()) + id + rest;
  }

  private static String counted(long count, String noun) {
    return ", " + Listing.counted(count, noun);
  }

  private static ObjectView ofString(HeapReader heap, int index, int limit) {
    String head = head(heap, index, counted(heap.length(index), "character"));
    String text = heap.text(index, Math.max(limit, HeapReader.MAX_TEXT));
    if (text == null) {
      return new ObjectView(head, "lines", 1, true, k -> INDENT + "<its array is not in the dump>");
    }
    IntArrayList starts = lineStarts(text);
    return new ObjectView(
        head,
        "lines",
        starts.size(),
        true,
        k -> INDENT + quote(text, starts.getInt(k), end(starts, k, text)));
  }

  /**
   * Cuts a text into lines that fit when they are quoted: an escape is up to twelve times as wide
   * as what it shows.
   */
  private static IntArrayList lineStarts(String text) {
    IntArrayList starts = new IntArrayList();
    int start = 0;
    do {
      starts.add(start);
      int end = Math.min(text.length(), start + WIDTH - 2);
      while (quote(text, start, end).length() > WIDTH) {
        end -= Math.max(1, (quote(text, start, end).length() - WIDTH) / 6);
      }
      boolean splits = end < text.length() && Character.isLowSurrogate(text.charAt(end));
      start = splits && end - 1 > start ? end - 1 : end;
      HeapReader.checkStop(starts.size());
    } while (start < text.length());
    return starts;
  }

  private static int end(IntArrayList starts, int line, String text) {
    return line + 1 < starts.size() ? starts.getInt(line + 1) : text.length();
  }

  private static String quote(String text, int from, int to) {
    return SafeText.quote(text.substring(from, to), to - from);
  }

  private static ObjectView ofFields(HeapReader heap, int index) {
    boolean isClass = heap.graph().representedClass(index) >= 0;
    String[] lines = HeapFields.of(heap, index).lines(WIDTH);
    String head = head(heap, index, counted(lines.length, isClass ? "static field" : "field"));
    return new ObjectView(head, "fields", lines.length, true, k -> INDENT + lines[k]);
  }

  private static ObjectView ofArray(HeapReader heap, int index, FieldType type) {
    if (!heap.hasData(index)) {
      String text = INDENT + "<its elements are not in the dump>";
      return new ObjectView(head(heap, index, ""), "lines", 1, true, k -> text);
    }
    int length = heap.arrayLength(index);
    String head = head(heap, index, "");
    int perLine = elementsPerLine(type);
    int lines = (int) (((long) length + perLine - 1) / perLine);
    return new ObjectView(
        head,
        perLine == 1 ? "elements" : "lines",
        lines,
        true,
        k -> arrayLine(heap, index, k, perLine));
  }

  /** Returns how many values of a type fit on a line behind their position. */
  private static int elementsPerLine(FieldType type) {
    return switch (type) {
      case OBJECT -> 1;
      case LONG, DOUBLE -> 2;
      case FLOAT -> 4;
      case INT -> 5;
      case CHAR -> 6;
      case SHORT, BOOLEAN -> 8;
      case BYTE -> 10;
    };
  }

  private static String arrayLine(HeapReader heap, int index, int line, int perLine) {
    long from = (long) line * perLine;
    String mark = INDENT + "[" + from + "] ";
    StringBuilder text = new StringBuilder(mark);
    Value value = new Value();
    long end = Math.min(heap.arrayLength(index), from + perLine);
    for (long k = from; k < end; k++) {
      heap.element(index, (int) k, value);
      text.append(k == from ? "" : ", ");
      text.append(ValueText.of(heap, value, Listing.MAX_COLUMNS - mark.length()));
    }
    return text.toString();
  }

  private static ObjectView ofElements(HeapReader heap, int index, int limit) {
    IntArrayList elements = heap.firstElements(index, limit);
    long known = elements.size() < limit ? elements.size() : heap.knownLength(index);
    int count = (int) Math.max(known, elements.size());
    boolean ordered = heap.form(index) == Form.LIST;
    return new ObjectView(
        head(heap, index, atLeast(known, counted(count, "element"))),
        "elements",
        count,
        known >= 0,
        k -> {
          String mark = INDENT + (ordered ? "[" + k + "] " : "");
          return mark + shown(heap, elements.getInt(k), Listing.MAX_COLUMNS - mark.length());
        });
  }

  private static ObjectView ofEntries(HeapReader heap, int index, int limit) {
    IntArrayList keys = new IntArrayList();
    IntArrayList values = new IntArrayList();
    heap.entries(
        index,
        (key, value) -> {
          HeapReader.checkStop(keys.size() + 1);
          keys.add(key);
          values.add(value);
          HeapReader.Enough.when(keys.size() >= limit);
        });
    long known = keys.size() < limit ? keys.size() : heap.knownLength(index);
    int count = (int) Math.max(known, keys.size());
    return new ObjectView(
        head(heap, index, atLeast(known, counted(count, "entry"))),
        "entries",
        count,
        known >= 0,
        k -> {
          String key = INDENT + shown(heap, keys.getInt(k), WIDTH / 2 - 4) + " -> ";
          return key + shown(heap, values.getInt(k), Listing.MAX_COLUMNS - key.length());
        });
  }

  private static String atLeast(long known, String counted) {
    return known >= 0 ? counted : counted.replaceFirst(", ", ", at least ");
  }

  private static String shown(HeapReader heap, int reference, int width) {
    Value value = new Value();
    HeapReader.toValue(reference, value);
    return ValueText.of(heap, value, width);
  }
}
