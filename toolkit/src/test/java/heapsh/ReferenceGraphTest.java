package heapsh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.fixtures.Dump;
import heapsh.hprof.FieldType;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tech.tablesaw.api.Table;

class ReferenceGraphTest {
  @TempDir Path directory;
  private Heap hp;
  private long top;
  private long[] leaves;

  /**
   * Makes {@code root -> a.Top -> 20 a.Leaf}, each leaf leading back to the top.
   *
   * <pre>
   *   Top.all --> Object[] --> Leaf.top --> Top
   * </pre>
   */
  @BeforeEach
  void open() {
    leaves = new long[20];
    hp =
        Heaps.of(
            directory,
            d -> {
              Dump.Type type = d.newClass("a.Top").field("all", FieldType.OBJECT);
              Dump.Type leaf = d.newClass("a.Leaf").field("top", FieldType.OBJECT);
              top = d.newId();
              for (int i = 0; i < leaves.length; i++) {
                leaves[i] = d.instance(leaf, top);
              }
              d.instanceAt(top, type, d.array(leaves));
              d.root(top);
            });
  }

  @Test
  void drawsWhatAnObjectRefersToStepByStep() {
    ReferenceGraph graph = hp.at(top).showRefs().maxDepth(1);

    assertThat(graph.objects().byClass().count()).isEqualTo(2);
    assertThat(graph.toTable().stringColumn("Relation").asList()).containsExactly(".all");
    assertThat(graph.toString()).startsWith("References from 1 object, 1 step: 2 boxes, 1 arrow.");
  }

  @Test
  void drawsWhatRefersToAnObject() {
    ReferenceGraph graph = hp.at(leaves[3]).showBackrefs().maxDepth(2);
    Table table = graph.toTable();

    assertThat(table.stringColumn("From class").asList())
        .containsExactly("java.lang.Object[]", "a.Top");
    assertThat(table.stringColumn("To class").asList())
        .containsExactly("a.Leaf", "java.lang.Object[]");
  }

  @Test
  void drawsAFewOfManyAndSaysHowManyMore() {
    ReferenceGraph graph = hp.at(top).showRefs().maxDepth(2).tooMany(4);

    assertThat(graph.objects().count()).isEqualTo(6);
    assertThat(graph.toDot()).contains("[label=\"16 more\", style=dashed]");
  }

  @Test
  void drawsTheLargestOfASetThatHasTooMany() {
    ReferenceGraph graph = hp.instancesOf("a.Leaf").showRefs().tooMany(5).maxDepth(1);

    assertThat(graph.objects().count()).isEqualTo(6);
    assertThat(graph.toDot()).contains("15 more of the set");
  }

  @Test
  void aCycleIsDrawnOnce() {
    ReferenceGraph graph = hp.at(top).showRefs().maxDepth(9).tooMany(50);

    assertThat(graph.objects().count()).isEqualTo(22);
    assertThat(graph.toTable().rowCount()).isEqualTo(41); // 1 to the array, 20 on, 20 back
  }

  @Test
  void leavesOutWhatTheFilterRefuses() {
    ReferenceGraph graph =
        hp.at(top).showRefs().filter(object -> !object.className().equals("java.lang.Object[]"));

    assertThat(graph.objects().count()).isEqualTo(1);
  }

  @Test
  void highlightsAndAddsWhatIsAsked() {
    String dot =
        hp.at(leaves[0])
            .showBackrefs()
            .highlight(object -> object.className().equals("a.Top"))
            .extraInfo(object -> object.size() + " b\"ytes")
            .toDot();

    assertThat(dot).containsPattern("label=\"Top\\\\n0x[^\"]*b\\\\\"ytes\", color=red");
  }

  @Test
  void namesClassesWithTheirPackageWhenAsked() {
    assertThat(hp.at(top).showRefs().toDot()).contains("\"Top\\n");
    assertThat(hp.at(top).showRefs().shortNames(false).toDot()).contains("\"a.Top\\n");
  }

  @Test
  void marksRootsAndSaysWhy() {
    assertThat(hp.at(leaves[0]).showBackrefs().toDot()).containsPattern("Top.*<.*>.*shape=octagon");
  }

  @Test
  void refusesWhatDrawsNothing() {
    assertThatThrownBy(() -> hp.nothing().showRefs())
        .hasMessage("there is nothing to draw: this set is empty");
    assertThatThrownBy(() -> hp.at(top).showRefs().maxDepth(0))
        .hasMessageStartingWith("maxDepth(0)");
    assertThatThrownBy(() -> hp.at(top).showRefs().tooMany(0)).hasMessageStartingWith("tooMany(0)");
  }

  @Test
  void thePictureHasABoxForEachObjectAndAnArrowForEachReference() throws Exception {
    ReferenceGraph graph = hp.at(top).showRefs().maxDepth(2).tooMany(30);
    var svg = Xml.parse(graph.mime().get("image/svg+xml"));

    assertThat(svg.getElementsByTagName("rect").getLength()).isEqualTo(1 + 22); // one is the paper
    assertThat(svg.getElementsByTagName("path").getLength()).isEqualTo(2 * 21); // line and head
  }
}
