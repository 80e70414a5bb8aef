package heapsh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.hprof.FieldType;
import java.nio.file.Path;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roaringbitmap.RoaringBitmap;

class ObjectSetAlgebraTest {
  @TempDir Path directory;
  @AutoClose private Heap hp;

  @BeforeEach
  void open() {
    hp =
        Heaps.of(
            directory,
            d -> {
              var node = d.newClass("Node").field("next", FieldType.OBJECT);
              long last = 0;
              for (int i = 0; i < 100; i++) {
                last = d.instance(node, last);
              }
              d.root(last);
              d.bytes((byte) 1, (byte) 2);
            });
  }

  @Test
  void agreesWithSetsOfIntegers() {
    Random random = new Random(11);
    for (int round = 0; round < 50; round++) {
      TreeSet<Integer> a = randomSet(random);
      TreeSet<Integer> b = randomSet(random);
      ObjectSet x = set(a);
      ObjectSet y = set(b);

      assertThat(ints(x.or(y))).isEqualTo(changed(a, s -> s.addAll(b)));
      assertThat(ints(x.and(y))).isEqualTo(changed(a, s -> s.retainAll(b)));
      assertThat(ints(x.minus(y))).isEqualTo(changed(a, s -> s.removeAll(b)));
      assertThat(x.xor(y)).isEqualTo(x.or(y).minus(x.and(y)));
      assertThat(x.not()).isEqualTo(hp.all().minus(x));
      assertThat(x.contains(y)).isEqualTo(a.containsAll(b));
      assertThat(x.isSubsetOf(y)).isEqualTo(b.containsAll(a));
      assertThat(x.isDisjoint(y)).isEqualTo(a.stream().noneMatch(b::contains));
      assertThat(x.and(y).isSubsetOf(x)).isTrue();
      assertThat(x.count()).isEqualTo(a.size());
    }
  }

  @Test
  void worksOnKindsAsOnTheirObjects() {
    Kind nodes = hp.instancesOf("Node").kind();
    ObjectSet nodeSet = hp.instancesOf("Node");
    ObjectSet half = nodeSet.sample(50).or(hp.classNamed("Node"));

    assertThat(half.and(nodes)).isEqualTo(half.and(nodeSet));
    assertThat(half.or(nodes)).isEqualTo(half.or(nodeSet));
    assertThat(half.minus(nodes)).isEqualTo(half.minus(nodeSet));
    assertThat(half.xor(nodes)).isEqualTo(half.xor(nodeSet));
    assertThat(half.contains(nodes)).isFalse();
    assertThat(hp.heap().contains(nodes)).isTrue();
    assertThat(half.isSubsetOf(nodes)).isFalse();
    assertThat(nodeSet.isSubsetOf(nodes)).isTrue();
    assertThat(half.isDisjoint(nodes)).isFalse();
    assertThat(hp.classNamed("Node").isDisjoint(nodes)).isTrue();
  }

  @Test
  void keepsTheClassifierOfTheLeft() {
    ObjectSet bySize = hp.heap().bySize();

    assertThat(bySize.minus(hp.root()).classifier()).isEqualTo(Classifier.SIZE);
    assertThat(bySize.and(hp.heap().get(0).kind()).classifier()).isEqualTo(Classifier.SIZE);
    assertThat(bySize.referents().classifier()).isEqualTo(Classifier.SIZE);
  }

  @Test
  void refusesSetsOfTwoHeaps() {
    try (Heap other = Heaps.of(directory, "other.hprof", d -> {})) {
      assertThatThrownBy(() -> hp.heap().or(other.heap()))
          .isInstanceOf(HeapException.class)
          .hasMessage(
              "these are of two heaps, test.hprof and other.hprof: sets combine within one heap"
                  + " only");
      assertThat(hp.heap()).isNotEqualTo(other.heap());
    }
  }

  @Test
  void splitsTheHeapIntoReachableAndNot() {
    assertThat(hp.heap().isDisjoint(hp.unreachable())).isTrue();
    assertThat(hp.heap().or(hp.heapu())).isEqualTo(hp.all());
    assertThat(hp.unreachable().count()).isEqualTo(1);
    assertThat(hp.nothing().isEmpty()).isTrue();
    assertThat(hp.nothing().not()).isEqualTo(hp.all());
  }

  private TreeSet<Integer> randomSet(Random random) {
    TreeSet<Integer> set = new TreeSet<>();
    int size = random.nextInt(12);
    while (set.size() < size) {
      set.add(random.nextInt(random.nextBoolean() ? 8 : hp.all().count()));
    }
    return set;
  }

  private ObjectSet set(TreeSet<Integer> indexes) {
    return hp.set(RoaringBitmap.bitmapOf(indexes.stream().mapToInt(i -> i).toArray()));
  }

  private static TreeSet<Integer> ints(ObjectSet set) {
    TreeSet<Integer> ints = new TreeSet<>();
    set.bitmap().forEach((int i) -> ints.add(i));
    return ints;
  }

  private static TreeSet<Integer> changed(TreeSet<Integer> set, Consumer<TreeSet<Integer>> change) {
    TreeSet<Integer> copy = new TreeSet<>(set);
    change.accept(copy);
    return copy;
  }
}
