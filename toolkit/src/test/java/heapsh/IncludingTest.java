package heapsh;

import static heapsh.graph.Strength.SOFT;
import static heapsh.graph.Strength.WEAK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.graph.Strength;
import heapsh.hprof.FieldType;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncludingTest {
  @TempDir Path directory;
  @AutoClose private Heap hp;
  private long root;
  private long soft;
  private long softly;
  private long weakly;

  /** Makes root -> SoftReference -> softly -> WeakReference -> weakly. */
  @BeforeEach
  void open() {
    hp =
        Heaps.of(
            directory,
            d -> {
              var box = d.newClass("Box").field("held", FieldType.OBJECT);
              var reference =
                  d.newClass("java.lang.ref.Reference").field("referent", FieldType.OBJECT);
              weakly = d.bytes(new byte[8 * 100]);
              long weak = d.instance(d.newClass("java.lang.ref.WeakReference", reference), weakly);
              softly = d.instance(box, weak);
              soft = d.instance(d.newClass("java.lang.ref.SoftReference", reference), softly);
              root = d.instance(box, soft);
              d.root(root);
            });
  }

  @Test
  void dominatorsFollowTheStrengthsIncluded() {
    assertThat(hp.iso(root).retained()).isEqualTo(hp.iso(root, soft));
    Heap softHeap = hp.including(SOFT);
    assertThat(softHeap.iso(root).retained().contains(hp.iso(softly))).isTrue();
    assertThat(softHeap.iso(root).retained().contains(hp.iso(weakly))).isFalse();
    assertThat(softHeap.iso(softly).idom()).isEqualTo(hp.iso(soft));
    Heap all = hp.including(Strength.values());
    assertThat(all.at(root).retainedSize()).isEqualTo(all.iso(root).retainedSize());
    assertThat(all.iso(root).retained().contains(hp.iso(weakly))).isTrue();
    assertThat(all.iso(weakly).byDominator().get(0).kind().toString())
        .isEqualTo("<dominator java.lang.ref.WeakReference>");
    assertThat(hp.iso(weakly).byDominator().get(0).kind().toString())
        .isEqualTo("<dominator <GC roots>>");
  }

  @Test
  void pathsFollowThemToo() {
    assertThat(hp.iso(softly).shpaths().unreached()).isEqualTo(hp.iso(softly));
    assertThat(hp.including(SOFT).iso(softly).shpaths().unreached().isEmpty()).isTrue();
  }

  @Test
  void strengthsAddUp() {
    assertThat(hp.including(SOFT).including(WEAK).iso(root).retained())
        .isEqualTo(hp.including(SOFT, WEAK).iso(root).retained());
    assertThat(hp.including()).isSameAs(hp);
    assertThat(hp.including(Strength.STRONG)).isSameAs(hp);
    assertThat(hp.including(SOFT).toString()).contains("including SOFT");
  }

  @Test
  void setsOfHeapAndViewCombine() {
    ObjectSet set = hp.iso(root).or(hp.including(SOFT).iso(softly));

    assertThat(set).isEqualTo(hp.including(WEAK).iso(root, softly));
    assertThat(hp.including(SOFT).heap()).isEqualTo(hp.heap());
    assertThat(hp.including(SOFT).at(root)).isEqualTo(hp.at(root));
  }

  @Test
  void closingOneClosesBoth() {
    Heap view = hp.including(SOFT);
    view.close();

    assertThat(hp.toString()).contains("closed");
    assertThatThrownBy(view::heap).isInstanceOf(HeapException.class).hasMessageContaining("closed");
    assertThatThrownBy(() -> hp.including(WEAK)).hasMessageContaining("closed");
  }
}
