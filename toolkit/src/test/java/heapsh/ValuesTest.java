package heapsh;

import static heapsh.hprof.FieldType.INT;
import static heapsh.hprof.FieldType.OBJECT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.fixtures.Dump;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Follows paths over this heap:
 *
 * <pre>
 *   page1 -name-> "a"   page1 -links-> [page2, null, page1]   page1.count = 1
 *   page2 -name-> "b"   page2 -links-> null                   page2.count = 2
 *   other -name-> "o"   (no links, no count)                  box -> Integer 7
 * </pre>
 */
class ValuesTest {
  @TempDir Path directory;
  @AutoClose private Heap heap;
  private long page1;
  private long page2;
  private long other;
  private long links;
  private long nameA;
  private long nameB;

  @BeforeEach
  void open() {
    heap = TestHeap.open(directory, this::content);
  }

  private void content(Dump d) {
    Dump.Type page =
        d.newClass("app.Page")
            .field("name", OBJECT)
            .field("links", OBJECT)
            .field("count", INT)
            .field("box", OBJECT);
    Dump.Type integer = d.newClass("java.lang.Integer").field("value", INT);
    nameA = d.string("a");
    nameB = d.string("b");
    page1 = d.newId();
    page2 = d.instance(page, nameB, 0, 2, d.instance(integer, 7));
    links = d.array(page2, 0, page1);
    d.instanceAt(page1, page, nameA, links, 1, 0);
    other = d.instance(d.newClass("app.Other").field("name", OBJECT), d.string("o"));
    d.root(page1);
    d.root(other);
  }

  private ObjectSet pages() {
    return TestHeap.set(heap, page1, page2);
  }

  private ObjectSet all() {
    return TestHeap.set(heap, page1, page2, other);
  }

  @Test
  void givesPlainValuesInTheOrderOfTheSetAndKeepsNull() {
    assertThat(FieldPath.values(pages(), "count")).containsExactly(1, 2);
    assertThat(FieldPath.values(pages(), "name")).containsExactly("a", "b");
    assertThat(FieldPath.values(pages(), "box")).containsExactly(null, 7);
    assertThat(FieldPath.values(pages(), "links")).containsExactly(TestHeap.at(heap, links), null);
    assertThat(FieldPath.values(pages(), "links.length")).containsExactly(3L, null);
    assertThat(FieldPath.values(pages(), "name.length()")).containsExactly(1L, 1L);
    assertThat(FieldPath.values(pages(), "className()")).containsExactly("app.Page", "app.Page");
    assertThat(FieldPath.values(pages(), "this"))
        .containsExactly(TestHeap.at(heap, page1), TestHeap.at(heap, page2));
  }

  @Test
  void leavesOutObjectsWithoutTheFieldUnlessNoneHasIt() {
    assertThat(FieldPath.values(all(), "count")).containsExactly(1, 2);
    assertThat(FieldPath.values(all(), "links[0].count")).containsExactly(2, null);
    assertThatThrownBy(() -> FieldPath.values(all(), "cuont"))
        .hasMessage("no field 'cuont' in app.Page; did you mean 'count'?");
    assertThatThrownBy(() -> FieldPath.values(all(), "links[5]"))
        .hasMessage("index 5 is out of bounds: java.lang.Object[] has length 3");
    assertThat(FieldPath.values(TestHeap.set(heap), "cuont")).isEmpty();
  }

  @Test
  void followsEveryElementOfAnArray() {
    assertThat(FieldPath.values(pages(), "links[*].name")).containsExactly("b", "a");
    assertThat(FieldPath.values(pages(), "links[*]"))
        .containsExactly(TestHeap.at(heap, page2), null, TestHeap.at(heap, page1));
    assertThat(FieldPath.follow(pages(), "links[*].name"))
        .isEqualTo(TestHeap.set(heap, nameA, nameB).bitmap());
    assertThat(FieldPath.follow(pages(), "links[*].links[*]")).isEqualTo(pages().bitmap());
    assertThatThrownBy(() -> FieldPath.follow(pages(), "name[*]"))
        .hasMessage(
            "'name' is java.lang.String, no array or known container, so [*] leads nowhere");
    assertThatThrownBy(() -> FieldPath.values(pages(), "name[*]"))
        .hasMessage(
            "'name' is java.lang.String, no array or known container, so [*] leads nowhere");
  }

  @Test
  void followsToTheSetOfObjectsWithoutNulls() {
    assertThat(FieldPath.follow(all(), "links")).isEqualTo(TestHeap.set(heap, links).bitmap());
    assertThat(FieldPath.follow(all(), "links[2].links[0]"))
        .isEqualTo(TestHeap.set(heap, page2).bitmap());
    assertThat(FieldPath.follow(TestHeap.set(heap, page2), "links").isEmpty()).isTrue();
    assertThatThrownBy(() -> FieldPath.follow(all(), "count"))
        .hasMessage(
            "'count' is an int, not an object; values(\"...\") gives the values themselves");
    assertThatThrownBy(() -> FieldPath.follow(all(), "lnks"))
        .hasMessage("no field 'lnks' in app.Page; did you mean 'links'?");
  }
}
