package heapsh;

import static org.assertj.core.api.Assertions.assertThat;

import heapsh.fixtures.Dump;
import heapsh.hprof.FieldType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class TreemapsTest {
  @TempDir Path directory;
  private Heap hp;

  @BeforeEach
  void open() {
    hp =
        Heaps.of(
            directory,
            d -> {
              Dump.Type holder = d.newClass("a.Holder").field("data", FieldType.OBJECT);
              d.root(d.instance(holder, d.bytes(new byte[10_000])));
              d.root(d.bytes(new byte[5_000]));
            });
  }

  private static List<Element> tiles(Rich picture) throws Exception {
    Document svg = Xml.parse(picture.mime().get("image/svg+xml"));
    List<Element> tiles = new ArrayList<>();
    for (int i = 0; i < svg.getElementsByTagName("rect").getLength(); i++) {
      Element rect = (Element) svg.getElementsByTagName("rect").item(i);
      if (rect.getAttribute("class").equals("heapsh-tile")) {
        tiles.add(rect);
      }
    }
    return tiles;
  }

  private static double area(Element rect) {
    return Double.parseDouble(rect.getAttribute("width"))
        * Double.parseDouble(rect.getAttribute("height"));
  }

  @Test
  void rowsAreAsLargeAsTheirBytes() throws Exception {
    ObjectSet arrays = hp.instancesOf("byte[]").byId();
    List<Element> tiles = tiles(arrays.treemap());

    assertThat(tiles).hasSize(2);
    assertThat(area(tiles.get(0)) / area(tiles.get(1))).isBetween(1.95, 2.05);
  }

  @Test
  void rectanglesTellTheirBytesAndWhatToType() throws Exception {
    assertThat(tiles(hp.heap().treemap()).get(0).getTextContent())
        .startsWith("byte[]: 2 objects, 14.")
        .endsWith(" %); .get(0)");
  }

  @Test
  void branchesStandInsideTheOnesThatDominateThem() throws Exception {
    List<Element> tiles = tiles(hp.dominatorTree().treemap());
    Element holder =
        tiles.stream().filter(t -> t.getTextContent().startsWith("a.Holder")).findFirst().get();
    Element data =
        tiles.stream().filter(t -> t.getTextContent().contains(".get(0).get(0)")).findFirst().get();

    for (String[] side : new String[][] {{"x", "width"}, {"y", "height"}}) {
      double outer = Double.parseDouble(holder.getAttribute(side[0]));
      double inner = Double.parseDouble(data.getAttribute(side[0]));
      assertThat(inner).isGreaterThan(outer);
      assertThat(inner + Double.parseDouble(data.getAttribute(side[1])))
          .isLessThan(outer + Double.parseDouble(holder.getAttribute(side[1])));
    }
  }

  @Test
  void saysWhatItShows() {
    assertThat(hp.dominatorTree().treemap().toString()).startsWith("Treemap of Dominator tree, ");
    assertThat(hp.nothing().treemap().toString()).startsWith("Treemap of 0 objects, 0 B, by Class");
  }
}
