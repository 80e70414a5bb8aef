package heapsh;

import static heapsh.Classifier.CLASS;
import static heapsh.Classifier.RCS;
import static heapsh.Classifier.SIZE;
import static heapsh.Classifier.VIA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.hprof.FieldType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifierTest {
  @TempDir Path directory;
  @AutoClose private Heap hp;
  private long loaderOne;

  /**
   * Holds leaves that are referred to in several ways.
   *
   * <pre>
   *   static App.holder -> Holder -left-> [1] leaf A
   *                               -right-> [2] leaf B
   *   array -> leaf A, leaf B, leaf C;  JNI global -> leaf C
   * </pre>
   */
  @BeforeEach
  void open() {
    hp =
        Heaps.of(
            directory,
            d -> {
              var leaf = d.newClass("app.Leaf").field("n", FieldType.INT);
              var holder =
                  d.newClass("app.Holder")
                      .field("left", FieldType.OBJECT)
                      .field("right", FieldType.OBJECT);
              long a = d.instance(leaf, 1);
              long b = d.instance(leaf, 2);
              long c = d.instance(leaf, 3);
              long h = d.instance(holder, a, b);
              long array = d.array(a, b, c);
              d.newClass("app.App")
                  .staticField("holder", FieldType.OBJECT, h)
                  .staticField("array", FieldType.OBJECT, array);
              try {
                d.writer().rootJniGlobal(c, 0);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
              loaderOne = d.instance(d.newClass("app.Loader"));
              d.root(loaderOne);
              for (long loader : new long[] {0, loaderOne}) {
                var twin = d.newClass("app.Twin").loader(loader);
                d.root(d.instance(twin));
                d.root(twin.id);
              }
            });
  }

  private static List<String> names(ObjectSet set) {
    return set.rows().stream().map(row -> row.kind().toString()).toList();
  }

  @Test
  void namesRelations() {
    assertThat(names(hp.instancesOf("app.Leaf").byVia()))
        .containsExactlyInAnyOrder(
            "<via Holder.left, Object[][*]>",
            "<via Holder.right, Object[][*]>",
            "<via <JNI global>, Object[][*]>");
    assertThat(names(hp.instancesOf("app.Holder").byVia()))
        .containsExactly("<via static App.holder>");
  }

  @Test
  void namesClassesOfReferrersAndRoots() {
    assertThat(names(hp.instancesOf("app.Leaf").byRcs()))
        .containsExactly(
            "<rcs app.Holder, java.lang.Object[]>", "<rcs <JNI global>, java.lang.Object[]>");
    assertThat(hp.instancesOf("app.Leaf").byRcs().get(0).count()).isEqualTo(2);
    assertThat(names(hp.instancesOf("app.Leaf").by(CLASS.refdBy())))
        .containsExactly(
            "<class of referrers app.Holder, java.lang.Object[]>",
            "<class of referrers <JNI global>, java.lang.Object[]>");
    assertThat(hp.instancesOf("app.Leaf").by(SIZE.refdBy()).rows()).hasSize(2);
  }

  @Test
  void tellsClassesOfOneNameApartByTheirLoader() {
    ObjectSet twins = hp.instancesOf("app.Twin");
    String loader = "app.Loader 0x" + Long.toHexString(loaderOne);

    assertThat(twins.count()).isEqualTo(2);
    assertThat(names(twins))
        .containsExactly(
            "<class app.Twin (loader <boot>)>", "<class app.Twin (loader " + loader + ")>");
    assertThat(names(twins.byLoader()))
        .containsExactlyInAnyOrder("<loader <boot>>", "<loader " + loader + ">");
    assertThat(hp.classNamed("app.Twin").count()).isEqualTo(2);
  }

  @Test
  void combinesClassifiers() {
    ObjectSet both = hp.instancesOf("app.*").by(CLASS.and(SIZE));

    assertThat(names(both))
        .contains("<class & size app.Leaf & 16>", "<class & size app.Holder & 24>");
    assertThat(both.toString()).contains(" Class & Individual Size\n");
  }

  @Test
  void sortsByTheFirstKindThatMatches() {
    Kind leaves = hp.instancesOf("app.Leaf").kind();
    Kind sixteen = hp.instancesOf("app.Leaf").bySize().get(0).kind();
    ObjectSet first = hp.instancesOf("app.*").first(leaves, sixteen);

    assertThat(sixteen).hasToString("<size 16>");
    assertThat(first.and(leaves)).isEqualTo(hp.instancesOf("app.Leaf"));
    assertThat(names(first))
        .containsExactlyInAnyOrder(
            "<first <class app.Leaf>>", "<first <size 16>>", "<first <other>>");
    assertThatThrownBy(() -> hp.heap().first()).isInstanceOf(HeapException.class);
  }

  @Test
  void sortsByPackageAndUnity() {
    assertThat(names(hp.instancesOf("app.*").byPackage())).containsExactly("<package app>");
    assertThat(names(hp.heap().byUnity())).containsExactly("<unity <any>>");
    assertThat(names(hp.instancesOf("java.lang.Object[]").byPackage()))
        .containsExactly("<package java.lang>");
    assertThat(names(hp.heap().byModule())).containsExactly("<module <unnamed>>");
  }

  @Test
  void namesRootsByKind() {
    assertThat(names(hp.root())).contains("<root <JNI global>>", "<root <system class>>");
    assertThat(hp.root().isSubsetOf(hp.heap())).isTrue();
    assertThat(hp.root().and(hp.instancesOf("app.Leaf")).count()).isEqualTo(1);
  }

  @Test
  void makesEqualClassifiersAlike() {
    assertThat(CLASS.and(SIZE)).isEqualTo(CLASS.and(SIZE)).hasSameHashCodeAs(CLASS.and(SIZE));
    assertThat(CLASS.and(SIZE)).isNotEqualTo(SIZE.and(CLASS));
    assertThat(VIA.raw()).isNotEqualTo(VIA).isEqualTo(VIA.raw().raw());
    assertThat(CLASS.refdBy()).isEqualTo(CLASS.refdBy()).isNotEqualTo(CLASS.refdBy().raw());
    assertThat(CLASS.raw()).isSameAs(CLASS);
    assertThat(CLASS.and(VIA).raw()).isEqualTo(CLASS.and(VIA.raw()));
    assertThat(RCS.raw()).isNotEqualTo(RCS);
  }

  @Test
  void filtersAnySetByAKind() {
    for (Classifier classifier :
        List.of(CLASS, SIZE, VIA, RCS, CLASS.and(VIA), SIZE.refdBy(), Classifier.OWNER)) {
      for (ObjectSet row : hp.heap().by(classifier).rows()) {
        assertThat(hp.heap().and(row.kind())).describedAs("%s", row.kind()).isEqualTo(row);
      }
    }
    ObjectSet rows = hp.heap().slice(1, 3);
    assertThat(hp.heap().and(rows.kind())).isEqualTo(rows);
  }

  @Test
  void matchesKindsOfAnotherHeapByName() {
    try (Heap other =
        Heaps.of(
            directory,
            "other.hprof",
            d -> {
              d.newClass("app.Unrelated");
              d.root(d.instance(d.newClass("app.Leaf").field("n", FieldType.INT), 1));
            })) {
      Kind leaves = hp.instancesOf("app.Leaf").kind();

      assertThat(other.heap().and(leaves)).isEqualTo(other.instancesOf("app.Leaf"));
      assertThat(other.heap().and(hp.instancesOf("app.Holder").kind()).isEmpty()).isTrue();
    }
  }
}
