package heapsh;

import static org.assertj.core.api.Assertions.assertThat;

import heapsh.hprof.FieldType;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeighboursTest {
  @TempDir Path directory;
  @AutoClose private Heap hp;
  private long root;
  private long left;
  private long right;
  private long joint;
  private long end;
  private long garbage;

  /**
   * Makes a joint with two referrers.
   *
   * <pre>
   *   root -> left  -> joint -> end
   *        -> right -> joint
   *                    joint <- end
   *   unreachable -> joint
   * </pre>
   */
  @BeforeEach
  void open() {
    hp =
        Heaps.of(
            directory,
            d -> {
              var pair =
                  d.newClass("Pair").field("a", FieldType.OBJECT).field("b", FieldType.OBJECT);
              joint = d.newId();
              end = d.instance(pair, joint, 0);
              d.instanceAt(joint, pair, end, 0);
              left = d.instance(pair, joint, 0);
              right = d.instance(pair, joint, joint);
              root = d.instance(pair, left, right);
              garbage = d.instance(pair, joint, 0);
              d.root(root);
            });
  }

  @Test
  void findsReachableReferrers() {
    assertThat(hp.iso(joint).referrers()).isEqualTo(hp.iso(left, right, end));
    assertThat(hp.iso(left, end).referrers()).isEqualTo(hp.iso(root, joint));
    assertThat(hp.iso(root).referrers().isEmpty()).isTrue();
    assertThat(hp.nothing().referrers().isEmpty()).isTrue();
  }

  @Test
  void findsReferents() {
    assertThat(hp.iso(root, right).referents()).isEqualTo(hp.iso(left, right, joint));
    assertThat(hp.iso(end).referents()).isEqualTo(hp.iso(joint));
  }

  @Test
  void findsImmediateDominators() {
    assertThat(hp.iso(joint).idom()).isEqualTo(hp.iso(root));
    assertThat(hp.iso(end, left).idom()).isEqualTo(hp.iso(joint, root));
    assertThat(hp.iso(root).idom().isEmpty()).isTrue();
  }

  @Test
  void findsReferrersNotBehindOtherReferrers() {
    // end refers to joint too, but only by way of left or right.
    assertThat(hp.iso(joint).imdom()).isEqualTo(hp.iso(left, right));
    assertThat(hp.iso(left).imdom()).isEqualTo(hp.iso(root));
  }

  @Test
  void groupsByTheClassOfTheImmediateDominator() {
    ObjectSet byDominator = hp.instancesOf("Pair").or(hp.iso(garbage)).byDominator();

    assertThat(byDominator.rows())
        .extracting(row -> row.kind() + " " + row.count())
        .containsExactly(
            "<dominator Pair> 4", "<dominator <GC roots>> 1", "<dominator <unreachable>> 1");
    assertThat(byDominator.get(0)).isEqualTo(hp.iso(left, right, joint, end));
  }

  @Test
  void takesRetainedSizesOfSetsAsAWhole() {
    assertThat(hp.iso(left).retained()).isEqualTo(hp.iso(left));
    assertThat(hp.iso(left, right).retained()).isEqualTo(hp.iso(left, right, joint, end));
    assertThat(hp.iso(left, right).retainedSize()).isEqualTo(4 * 24);
    assertThat(hp.iso(left, right).domisize()).isEqualTo(4 * 24);
    assertThat(hp.iso(root).dominos().count()).isEqualTo(5);
  }
}
