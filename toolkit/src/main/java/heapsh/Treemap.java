package heapsh;

import heapsh.graph.DominatorTree;
import heapsh.render.ClassNames;
import heapsh.render.SafeText;
import heapsh.render.TreemapSvg;
import heapsh.render.TreemapSvg.Tile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Draws rows of a table, or branches of the dominator tree, as rectangles as large as their bytes.
 * Immutable.
 *
 * <pre>
 *   hp.heap().byPackage().treemap().save("packages.svg")
 *   hp.dominatorTree().treemap().save("dominators.html")
 * </pre>
 *
 * <p>Colours tell packages apart; pointing at a rectangle tells its name and bytes, and what to
 * type to go on with it. Of the dominator tree three levels are drawn, each in the one that
 * dominates it; what a rectangle leaves free is the object's own and many small ones.
 */
public final class Treemap implements Rich {
  private static final int MOST_TILES = 300;
  private static final int LEVELS = 3;
  private static final double LEAST_SHARE = 0.0005;
  private static final int LONGEST_NAME = 500;

  private final String title;
  private final long bytes;
  private final List<Tile> tiles;
  private final int left;

  private Treemap(String title, long bytes, List<Tile> tiles, int left) {
    this.title = title;
    this.bytes = bytes;
    this.tiles = List.copyOf(tiles);
    this.left = left;
  }

  /** Draws the rows of a partition. */
  static Treemap of(ObjectSet set) {
    Grouping grouping = set.grouping();
    int shown = Math.min(grouping.rows(), MOST_TILES);
    List<Tile> tiles = new ArrayList<>();
    for (int row = 0; row < shown && grouping.bytes(row) > 0; row++) {
      String name = SafeText.of(grouping.name(row), LONGEST_NAME);
      String tip =
          name
              + ": "
              + PartitionText.objects(grouping.count(row))
              + ", "
              + share(grouping.bytes(row), set.size())
              + "; .get("
              + row
              + ")";
      tiles.add(new Tile(name, group(name), tip, grouping.bytes(row), List.of()));
    }
    String title =
        PartitionText.objects(set.count())
            + ", "
            + Units.human(set.size())
            + ", by "
            + set.classifier().title();
    int left = grouping.rows() - tiles.size();
    return new Treemap(title, set.size(), withRest(tiles, set.size(), left), left);
  }

  /** Draws branches of the dominator tree. */
  static Treemap of(DominatorBranches page) {
    Branches branches = page.branches();
    DominatorTree tree = page.heap().retention().dominators();
    long whole = branches.bytes();
    List<Tile> tiles = tiles(page, tree, branches, whole, "", 1);
    String title =
        (page.top() < 0 ? "Dominator tree" : "Dominated by " + page.name(page.top()))
            + ", "
            + (branches.count() == 1 ? "1 branch" : branches.count() + " branches")
            + ", "
            + Units.human(whole);
    int left = branches.count() - tiles.size();
    return new Treemap(title, whole, withRest(tiles, whole, left), left);
  }

  /** Adds a rectangle for what is too small or too much to draw. */
  private static List<Tile> withRest(List<Tile> tiles, long whole, int left) {
    double rest = whole - tiles.stream().mapToDouble(Tile::value).sum();
    if (left == 0 || rest <= 0) {
      return tiles;
    }
    String name = left + " more, each small";
    String tip = left + " more: " + share((long) rest, whole);
    List<Tile> all = new ArrayList<>(tiles);
    all.add(new Tile(name, "", tip, rest, List.of()));
    all.sort(Comparator.comparingDouble(Tile::value).reversed());
    return all;
  }

  /** Makes the rectangles of a level; levels are few, whatever the heap. */
  private static List<Tile> tiles(
      DominatorBranches page,
      DominatorTree tree,
      Branches branches,
      long whole,
      String path,
      int level) {
    List<Tile> tiles = new ArrayList<>();
    int[] largest = branches.largest(MOST_TILES / (level * level * level));
    for (int k = 0; k < largest.length; k++) {
      long retained = tree.retainedBytes(largest[k]);
      if (retained <= whole * LEAST_SHARE || retained == 0) {
        break;
      }
      String name = page.name(largest[k]);
      String typed = path + ".get(" + k + ")";
      List<Tile> below =
          level == LEVELS || tree.dominator(largest[k]) == DominatorTree.NONE
              ? List.of()
              : tiles(page, tree, page.below(largest[k]), whole, typed, level + 1);
      String tip = name + ": retains " + share(retained, whole) + "; " + typed;
      tiles.add(new Tile(name, group(name), tip, retained, below));
    }
    return tiles;
  }

  private static String group(String name) {
    return ClassNames.packageOf(name);
  }

  private static String share(long part, long whole) {
    return String.format(
        Locale.ROOT, "%s (%.1f %%)", Units.human(part), whole == 0 ? 0 : 100.0 * part / whole);
  }

  /**
   * Returns the picture as SVG, and as text what it shows.
   *
   * <p>Cost: O(rectangles), a few hundred.
   *
   * <p>Example: {@code hp.heap().treemap().mime().get("image/svg+xml")}
   */
  @Override
  public Map<String, String> mime() {
    return Mime.picture(toString(), TreemapSvg.of(title, bytes, tiles));
  }

  /** Returns what it shows, and how to see it. */
  @Override
  public String toString() {
    return "Treemap of "
        + title
        + ": "
        + Listing.counted(tiles.size(), "rectangle")
        + (left > 0 ? ", one of them for " + left + " small ones" : "")
        + ".\nsave(\"x.svg\"), save(\"x.html\") write it to a file.";
  }
}
