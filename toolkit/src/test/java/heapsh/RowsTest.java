package heapsh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.hprof.FieldType;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowsTest {
  @TempDir Path directory;
  @AutoClose private Heap hp;
  private ObjectSet set;

  @BeforeEach
  void open() {
    hp =
        Heaps.of(
            directory,
            d -> {
              var big = d.newClass("Big").field("a", FieldType.LONG).field("b", FieldType.LONG);
              var middle = d.newClass("Middle").field("a", FieldType.LONG);
              var small = d.newClass("Small");
              for (int i = 0; i < 5; i++) {
                d.root(d.instance(big, 1, 2));
                d.root(d.instance(middle, 1));
                d.root(d.instance(small));
              }
            });
    set = hp.heap().minus(hp.instancesOf("java.lang.Class"));
  }

  @Test
  void givesRowsFromBothEnds() {
    assertThat(set.get(0)).isEqualTo(hp.instancesOf("Big"));
    assertThat(set.get(-1)).isEqualTo(hp.instancesOf("Small"));
    assertThat(set.get(2)).isEqualTo(set.get(-1));
    assertThat(set.get(0).count()).isEqualTo(5);
    assertThat(set.get(0).size()).isEqualTo(5 * 32);
    assertThat(set.partition().get(1)).isEqualTo(hp.instancesOf("Middle"));
  }

  @Test
  void saysHowManyRowsThereAre() {
    assertThatThrownBy(() -> set.get(3))
        .isInstanceOf(HeapException.class)
        .hasMessage("no row 3: this set has 3 rows, 0 to 2, or -1 to -3 from the end");
    assertThatThrownBy(() -> set.get(-4)).hasMessageStartingWith("no row -4: this set has 3 rows");
    assertThatThrownBy(() -> set.get(0).get(1))
        .hasMessage("no row 1: this set has 1 row; take get(0)");
    assertThatThrownBy(() -> hp.nothing().get(0)).hasMessage("no row 0: this set has 0 rows");
  }

  @Test
  void givesTheRowItselfAsItsOnlyRow() {
    assertThat(set.get(1).get(0)).isEqualTo(set.get(1)).isEqualTo(set.get(1).get(-1));
  }

  @Test
  void joinsRowsOfASlice() {
    assertThat(set.slice(0, 2)).isEqualTo(set.get(0).or(set.get(1)));
    assertThat(set.slice(1, 3)).isEqualTo(set.minus(set.get(0)));
    assertThat(set.slice(-2, 3)).isEqualTo(set.slice(1, 3));
    assertThat(set.slice(1, 1).isEmpty()).isTrue();
    assertThat(set.top(2)).isEqualTo(set.slice(0, 2));
    assertThat(set.top(99)).isEqualTo(set);
    assertThat(set.get(1).slice(0, 1)).isEqualTo(set.get(1));
    assertThat(set.get(1).slice(0, 0).isEmpty()).isTrue();
  }

  @Test
  void refusesSlicesBeyondTheRows() {
    assertThatThrownBy(() -> set.slice(1, 4))
        .isInstanceOf(HeapException.class)
        .hasMessage("no rows 1 to 4: this set has 3 rows; slice(a, b) takes 0 <= a <= b <= 3");
    assertThatThrownBy(() -> set.slice(2, 1)).isInstanceOf(HeapException.class);
    assertThatThrownBy(() -> set.top(-1)).isInstanceOf(HeapException.class);
  }

  @Test
  void listsRowsThatAddUpToTheSet() {
    for (Classifier classifier :
        new Classifier[] {
          Classifier.CLASS,
          Classifier.SIZE,
          Classifier.ID,
          Classifier.UNITY,
          Classifier.PACKAGE,
          Classifier.LOADER,
          Classifier.CLASS.and(Classifier.SIZE)
        }) {
      ObjectSet rows = set.by(classifier);
      ObjectSet union = hp.nothing();
      long bytes = Long.MAX_VALUE;
      int count = 0;
      for (ObjectSet row : rows.rows()) {
        assertThat(row.isDisjoint(union)).isTrue();
        assertThat(row.count()).isEqualTo(row.bitmap().getCardinality());
        assertThat(row.size()).isLessThanOrEqualTo(bytes).isEqualTo(set.and(row).size());
        bytes = row.size();
        count += row.count();
        union = union.or(row);
      }
      assertThat(union).describedAs("%s", classifier).isEqualTo(set);
      assertThat(count).isEqualTo(set.count());
    }
  }

  @Test
  void givesEveryObjectARowById() {
    ObjectSet byId = set.byId();

    assertThat(byId.rows()).hasSize(15);
    assertThat(byId.slice(0, 5)).isEqualTo(hp.instancesOf("Big"));
    assertThat(byId.slice(4, 6)).isEqualTo(byId.get(4).or(byId.get(5)));
    assertThat(byId.get(0).theOne().id()).isLessThan(byId.get(1).theOne().id());
    assertThat(hp.heap().and(byId.get(7).kind())).isEqualTo(byId.get(7));
  }

  @Test
  void picksTheLargest() {
    assertThat(set.largest(5)).isEqualTo(hp.instancesOf("Big"));
    assertThat(set.largest(1)).isEqualTo(set.byId().get(0));
    assertThat(set.largest(0).isEmpty()).isTrue();
    assertThat(set.largest(100)).isEqualTo(set);
    assertThatThrownBy(() -> set.largest(-1)).isInstanceOf(HeapException.class);
  }

  @Test
  void drawsSamplesOfTheSizeAskedFor() {
    assertThat(set.sample(4).count()).isEqualTo(4);
    assertThat(set.sample(4)).isEqualTo(set.sample(4));
    assertThat(set.sample(4).isSubsetOf(set)).isTrue();
    assertThat(set.sample(15)).isEqualTo(set);
    assertThat(set.sample(0).isEmpty()).isTrue();
    assertThatThrownBy(() -> set.sample(-1)).isInstanceOf(HeapException.class);
  }

  @Test
  void givesTheOnlyObject() {
    assertThat(set.largest(1).theOne().className()).isEqualTo("Big");
    assertThatThrownBy(set::theOne)
        .isInstanceOf(HeapException.class)
        .hasMessage(
            "theOne() needs a set of 1 object, this one has 15; take get(0), sample(1) or"
                + " largest(1) of it");
  }

  @Test
  void streamsAndFiltersObjects() {
    assertThat(set.stream().filter(o -> o.className().equals("Small")).count()).isEqualTo(5);
    assertThat(set.filter(o -> o.size() > 30)).isEqualTo(hp.instancesOf("Big"));
    assertThat(set).hasSize(15);
    assertThat(set.contains(set.largest(1).theOne())).isTrue();
    assertThat(set.contains(hp.classNamed("Big").theOne())).isFalse();
  }
}
