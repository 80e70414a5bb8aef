package heapsh;

import heapsh.graph.Strength;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Says in a line which paths a table shows.
 *
 * @param direction whether they are paths from roots, or references into or out of a set
 * @param query what was asked for
 * @param count how many objects there are at their ends
 * @param bytes the bytes of these
 */
record PathsTitle(Direction direction, PathQuery query, int count, long bytes) {
  /** Which references a table shows. */
  enum Direction {
    PATHS,
    IN,
    OUT
  }

  /** Returns the line. */
  String of(PathTable table) {
    String objects = PathsPage.objects(count) + " (" + PathsPage.bytes(bytes) + ")";
    String rows = table.rows() == 1 ? "1 " + table.noun() : table.rows() + " " + table.noun() + "s";
    return switch (direction) {
      case PATHS -> "Shortest paths from " + start() + " to " + objects + ", " + rows + ".";
      case IN -> "Paths from direct referrers to " + objects + ", " + rows + ".";
      case OUT -> "Paths from " + objects + " to direct referents, " + rows + ".";
    };
  }

  private String start() {
    List<String> options = new ArrayList<>();
    for (Strength strength : query.strengths()) {
      if (strength != Strength.STRONG) {
        options.add(strength.name().toLowerCase(Locale.ROOT));
      }
    }
    if (!query.avoiding().isEmpty()) {
      options.add("avoiding " + PathsPage.objects(query.avoiding().getCardinality()));
    }
    String start =
        query.from() == null ? "GC roots" : PathsPage.objects(query.from().getCardinality());
    return options.isEmpty() ? start : start + " [" + String.join(", ", options) + "]";
  }

  /** Returns what objects lack that are in no row, in words that follow "2 objects have". */
  String lack() {
    return switch (direction) {
      case PATHS -> "no such path";
      case IN -> "no such referrer";
      case OUT -> "no such referent";
    };
  }
}
