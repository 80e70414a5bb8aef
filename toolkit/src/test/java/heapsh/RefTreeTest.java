package heapsh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.fixtures.Dump;
import heapsh.hprof.FieldType;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks the tree of references, both ways. */
class RefTreeTest {
  @TempDir Path directory;
  private long top;
  private long left;
  private long right;
  private long joint;

  /**
   * Makes a cycle below a fork.
   *
   * <pre>
   *   top -> left  -> joint -> left
   *       -> right -> joint
   * </pre>
   */
  private void fork(Dump d) {
    Dump.Type pair =
        d.newClass("app.Pair").field("a", FieldType.OBJECT).field("b", FieldType.OBJECT);
    left = d.newId();
    joint = d.instance(pair, left, 0);
    d.instanceAt(left, pair, joint, 0);
    right = d.instance(pair, 0, joint);
    top = d.instance(pair, left, right);
    d.root(top);
  }

  @Test
  void goesBackToReferrers() {
    try (Heap heap = Heaps.of(directory, this::fork)) {
      assertThat(heap.at(joint).refTree().text())
          .isEqualTo(
              """
              Referrers of app.Pair 0x%x, 3 levels:
               0: app.Pair 0x%x
               1: +-- .a app.Pair 0x%x
               2: |   +-- .a app.Pair 0x%x (cycle to 0)
               3: |   +-- .a app.Pair 0x%x (GC root)
               4: +-- .b app.Pair 0x%x
               5:     +-- .b app.Pair 0x%x (GC root) (as 3)"""
                  .formatted(joint, joint, left, joint, top, right, top));
    }
  }

  @Test
  void goesForwardsToReferents() {
    try (Heap heap = Heaps.of(directory, this::fork)) {
      RefTree tree = heap.at(top).refTree().forwards();
      assertThat(tree.text())
          .contains(" 1: +-- .a app.Pair 0x%x\n".formatted(left))
          .contains(" 3: |       +-- .a app.Pair 0x%x (cycle to 1)\n".formatted(left))
          .contains(" 5:     +-- .b app.Pair 0x%x (as 2)".formatted(joint));
      assertThat(tree.get(2)).isEqualTo(heap.at(joint));
      assertThat(tree.repeating().lineCount()).isGreaterThan(tree.lineCount());
      assertThat(tree.backwards().lineCount()).isEqualTo(1);
    }
  }

  @Test
  void boundsDepthAndWidth() {
    try (Heap heap = Heaps.of(directory, this::fork)) {
      RefTree tree = heap.at(joint).refTree();
      assertThat(tree.depth(1).lineCount()).isEqualTo(3);
      assertThat(tree.depth(0).lineCount()).isEqualTo(1);
      assertThat(tree.depth(1).width(1).text()).endsWith(" 2: +-- <1 more referrer>");
      assertThat(heap.iso(left, right).refTree().width(1).text()).endsWith(": <1 more object>");
    }
  }

  @Test
  void doesNotFollowALongListTooFar() {
    try (Heap heap =
        Heaps.of(
            directory,
            d -> {
              Dump.Type node = d.newClass("Node").field("next", FieldType.OBJECT);
              long head = 0;
              for (int i = 0; i < 200_000; i++) {
                head = d.instance(node, head);
              }
              d.root(head);
            })) {
      HeapObject end = heap.heap().filter(o -> o.className().equals("Node")).sample(1).theOne();
      RefTree tree = end.refTree().forwards().depth(1_000_000);
      assertThat(tree.lineCount()).isLessThanOrEqualTo(10_001);
      assertThat(tree.toString().length()).isLessThanOrEqualTo(1000);
      assertThat(tree.toString().lines()).allMatch(line -> line.length() <= 80);
    }
  }

  @Test
  void oneLineSaysWhatIsWrong() {
    try (Heap heap = Heaps.of(directory, this::fork)) {
      RefTree tree = heap.at(joint).refTree();
      assertThatThrownBy(() -> heap.nothing().refTree())
          .isInstanceOf(HeapException.class)
          .hasMessage("refTree() needs objects to start at, and this set is empty");
      assertThatThrownBy(() -> tree.depth(-1)).hasMessageStartingWith("depth(-1)");
      assertThatThrownBy(() -> tree.width(0)).hasMessageStartingWith("width(0)");
      assertThatThrownBy(() -> tree.get(9)).hasMessageStartingWith("no line 9");
      assertThatThrownBy(() -> tree.depth(1).width(1).get(2)).hasMessageContaining("left out");
    }
  }
}
