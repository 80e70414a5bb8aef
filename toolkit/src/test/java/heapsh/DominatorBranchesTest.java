package heapsh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.graph.DominatorTree;
import heapsh.hprof.FieldType;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DominatorBranchesTest {
  @TempDir Path directory;
  @AutoClose private Heap hp;
  private long big;
  private long left;
  private long right;
  private long shared;
  private long small;
  private long garbage;

  /**
   * Makes two branches; what both sides of the big one hold stands beside them, below the big one.
   *
   * <pre>
   *   big -> left  -> shared (long[1000])
   *       -> right -> shared
   *                -> long[10]
   *   small -> long[100]
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
              shared = d.bytes(new byte[8 * 1000]);
              left = d.instance(pair, shared, 0);
              right = d.instance(pair, shared, d.bytes(new byte[8 * 10]));
              big = d.instance(pair, left, right);
              small = d.instance(pair, d.bytes(new byte[8 * 100]), 0);
              garbage = d.instance(pair, 0, 0);
              d.root(big);
              d.root(small);
            });
  }

  @Test
  void printsTheBiggestBranchesAndWhatIsBelowThem() {
    assertThat(hp.iso(big, small, left).dominatorTree().toString().lines().map(this::withoutIds))
        .containsExactly(
            "Dominator tree: 2 branches, 9024 bytes (8.8 KiB).",
            "Branch  Retained   %  Shallow Object",
            "     0      8184  " + percent(8184) + "       24 Pair #",
            "   0.0      8016  " + percent(8016) + "     8016   byte[] #",
            "   0.1       120   " + percent(120) + "       24   Pair #",
            " 0.1.0        96   " + percent(96) + "       96     byte[] #",
            "   0.2        24   " + percent(24) + "       24   Pair #",
            "     1       840   " + percent(840) + "       24 Pair #",
            "   1.0       816   " + percent(816) + "      816   byte[] #");
  }

  private String withoutIds(String line) {
    return line.replaceAll(" 0x[0-9a-f]+", " #");
  }

  private long percent(long bytes) {
    return Math.round(100.0 * bytes / hp.heap().size());
  }

  @Test
  void descendsByTheNumbersPrinted() {
    DominatorBranches branch = hp.iso(big, small).dominatorTree().get(0);

    assertThat(branch.objects()).isEqualTo(hp.iso(big));
    assertThat(branch.count()).isEqualTo(3);
    assertThat(branch.get(0).objects()).isEqualTo(hp.iso(shared));
    assertThat(branch.get(1).objects()).isEqualTo(hp.iso(right));
    assertThat(branch.get(-1).objects()).isEqualTo(hp.iso(left));
    assertThat(branch.get(1).get(0).objects().byClass().get(0).kind().toString())
        .isEqualTo("<class byte[]>");
    assertThat(branch.toString()).contains("\n   0.0 ").contains("\n 0.1.0 ");
    assertThat(branch.get(1).toString()).startsWith("Dominated by Pair 0x").contains("\n 0.1.0 ");
  }

  @Test
  void rowsAreSets() {
    DominatorBranches tree = hp.dominatorTree();
    DominatorBranches branch = hp.iso(big).dominatorTree().get(0);

    assertThat(branch.children()).isEqualTo(hp.iso(left, right, shared));
    assertThat(branch.retained()).isEqualTo(hp.iso(big).retained());
    assertThat(branch.retainedSize()).isEqualTo(hp.iso(big).retainedSize()).isEqualTo(8184);
    assertThat(tree.retainedSize()).isEqualTo(hp.heap().size());
    assertThat(tree.objects().contains(hp.iso(big, small))).isTrue();
    assertThat(tree.count()).isEqualTo(tree.children().count());
  }

  @Test
  void topObjectsAreThoseThatNothingInTheSetDominates() {
    assertThat(hp.iso(big, left, shared).dominatorTree().objects()).isEqualTo(hp.iso(big));
    assertThat(hp.iso(left, shared).dominatorTree().objects()).isEqualTo(hp.iso(left, shared));
    assertThat(hp.iso(garbage, left).dominatorTree().objects()).isEqualTo(hp.iso(garbage, left));
    assertThat(hp.heap().dominatorTree().objects()).isEqualTo(hp.dominatorTree().objects());
    assertThat(hp.nothing().dominatorTree().toString())
        .isEqualTo("Dominator tree: 0 branches, 0 bytes.");
  }

  @Test
  void unreachableObjectsHoldNothing() {
    assertThat(hp.iso(garbage).dominatorTree().get(0).retainedSize()).isEqualTo(24);
    assertThat(hp.iso(garbage).dominatorTree().get(0).count()).isZero();
  }

  @Test
  void depthLimitsWhatIsPrinted() {
    DominatorBranches tree = hp.iso(big, small).dominatorTree();

    assertThat(tree.depth(1).toString().lines()).hasSize(4);
    assertThat(tree.depth(2).toString()).doesNotContain("0.1.0");
    assertThatThrownBy(() -> tree.depth(0))
        .isInstanceOf(HeapException.class)
        .hasMessage("depth(0) is not possible: at least 1 level is needed");
  }

  @Test
  void aWrongBranchSaysHowManyThereAre() {
    DominatorBranches tree = hp.iso(big, small).dominatorTree();

    assertThatThrownBy(() -> tree.get(2))
        .isInstanceOf(HeapException.class)
        .hasMessage("no branch 2: there are 2, 0 to 1, or -1 from the end");
    assertThatThrownBy(() -> tree.get(0).get(0).get(0))
        .hasMessage("no branch 0: this object dominates no other");
    assertThatThrownBy(tree::more).hasMessage("no more branches: there are 2");
  }

  @Test
  void pagesGoThroughEveryBranchOnceAndStayWithinTheLimits() {
    try (Heap wide =
        Heaps.of(
            directory,
            "wide.hprof",
            d -> {
              var type = d.newClass("com.acme.of.some.longer.name.Holder");
              type.field("held", FieldType.OBJECT);
              IntStream.range(0, 30)
                  .forEach(i -> d.root(d.instance(type, d.bytes(new byte[8 * (10 + i)]))));
            })) {
      DominatorBranches page = wide.instancesOf("*Holder").dominatorTree();
      int next = 0;
      while (true) {
        String text = page.toString();
        assertThat(text.length()).isLessThanOrEqualTo(1000);
        assertThat(text.lines()).allMatch(line -> line.length() <= 80);
        for (String line : text.lines().toList()) {
          if (line.matches(" *\\d+ .*")) {
            assertThat(line.strip()).startsWith(next++ + " ");
          }
        }
        if (!text.contains("more")) {
          break;
        }
        page = page.more();
      }
      assertThat(next).isEqualTo(30);
      assertThat(page.all().text().lines().filter(line -> line.matches(" *\\d+ .*"))).hasSize(30);
    }
  }

  @Test
  void aSetDeepInAListFindsItsTopsInOneWalk() {
    try (Heap list =
        Heaps.of(
            directory,
            "list.hprof",
            d -> {
              var node =
                  d.newClass("Node").field("next", FieldType.OBJECT).field("v", FieldType.OBJECT);
              long next = 0;
              for (int i = 0; i < 20_000; i++) {
                next = d.instance(node, next, d.bytes(new byte[8 * 1]));
              }
              d.root(next);
            })) {
      DominatorBranches values = list.instancesOf("byte[]").dominatorTree();

      assertThat(values.count()).isEqualTo(20_000);
      assertThat(list.instancesOf("Node").dominatorTree().count()).isEqualTo(1);
      assertThat(list.instancesOf("Node").dominatorTree().toString()).contains("0.0.0.0");
      int below = list.graph().dominators().dominator(values.objects().bitmap().first());
      assertThat(below).isNotEqualTo(DominatorTree.ROOT);
    }
  }
}
