package heapsh;

import heapsh.graph.HeapGraph;
import heapsh.render.ClassNames;
import heapsh.render.SafeText;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.roaringbitmap.RoaringBitmap;

/**
 * Holds a line of a reference pattern.
 *
 * @param number the line's number
 * @param parent the line whose referrers these are, null for the first
 * @param positions the places among the children from the top down, what the letters say
 * @param kind what the objects have in common
 * @param set the objects
 * @param mark {@code [-]}, {@code [+]}, {@code [^ 3]}, {@code [R]} or {@code [S]}
 */
record PatternLine(
    int number, PatternLine parent, int[] positions, String kind, RoaringBitmap set, String mark) {
  static final String EXPANDED = "[-]";
  static final String LIMIT = "[+]";
  static final String ROOT = "[R]";
  static final String STOPPED = "[S]";

  private static final int WIDTH = 80;
  private static final int FILLED = 9;
  private static final int MOST_IDS = 4;
  private static final int NARROWEST = 12;
  private static final int LONGEST_NAME = 500;
  private static final int WIDEST_NAME = 40;
  private static final Pattern JDK_CLASS =
      Pattern.compile("\\b(?:java|javax|jdk|sun|com\\.sun)\\.[\\w.]+\\.(?=\\w)");

  private static final Pattern CLASS_NAME = Pattern.compile("[\\w.$/]+(?:\\[\\])*");

  int depth() {
    return positions.length;
  }

  String letters() {
    return PatternLetters.of(positions);
  }

  boolean isExpanded() {
    return mark.equals(EXPANDED);
  }

  int[] childPositions(int position) {
    int[] child = Arrays.copyOf(positions, positions.length + 1);
    child[positions.length] = position;
    return child;
  }

  /**
   * Returns the line with its kind and ids as far as 80 columns reach; the whole kind and the same
   * ids when not cut.
   */
  String text(HeapGraph graph, boolean whole) {
    String start = String.format("%2d: %s ", number, letters());
    String fill =
        (number % 2 == 0 ? "-" : " ").repeat(Math.max(0, FILLED + depth() - start.length()));
    String count = start + fill + " " + mark + " " + set.getCardinality() + " ";
    int room = whole ? Integer.MAX_VALUE : WIDTH - count.length();
    String first = ": " + member(graph, set.first(), !whole);
    String name =
        name(Math.max(NARROWEST, room - first.length() - (set.getCardinality() > 1 ? 3 : 0)));
    return fit(count + name + ids(graph, room - name.length()), whole ? Integer.MAX_VALUE : WIDTH);
  }

  /** Returns the whole kind and the ids of the first objects. */
  String objects(HeapGraph graph) {
    return name(Integer.MAX_VALUE) + ids(graph, Integer.MAX_VALUE);
  }

  private String name(int width) {
    String name = JDK_CLASS.matcher(kind).replaceAll("").replace("ImmutableCollections$", "");
    return CLASS_NAME.matcher(name).matches() ? ClassNames.fit(name, width) : name;
  }

  private String ids(HeapGraph graph, int room) {
    StringBuilder ids = new StringBuilder(": ");
    int shown = 0;
    int left = set.getCardinality();
    for (var it = set.getIntIterator(); it.hasNext() && shown < MOST_IDS; shown++) {
      String id = (shown == 0 ? "" : ", ") + member(graph, it.next(), room < WIDTH);
      int more = left - shown > 1 ? 3 : 0;
      if (shown > 0 && ids.length() + id.length() + more > room) {
        break;
      }
      ids.append(id);
    }
    return ids.append(shown < left ? "..." : "").toString();
  }

  /** Returns an object's id, of a class object the class's name: it tells more. */
  private static String member(HeapGraph graph, int index, boolean brief) {
    int represented = graph.representedClass(index);
    if (represented < 0) {
      return "0x" + Long.toHexString(graph.idOf(index));
    }
    String name = SafeText.of(graph.heapClass(represented).name(), LONGEST_NAME);
    return brief ? ClassNames.fit(name, WIDEST_NAME) : name;
  }

  private static String fit(String text, int width) {
    return PathText.fit(text, width);
  }
}
