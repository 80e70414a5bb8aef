package heapsh;

import static org.assertj.core.api.Assertions.assertThat;

import heapsh.fixtures.Dump;
import heapsh.hprof.FieldType;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.roaringbitmap.RoaringBitmap;

/**
 * Compares growth by shape with the plainest way to find it, on pairs of seeded random graphs: the
 * path of every object by itself.
 */
class PathGrowthRandomTest {
  private static final int PAIRS = 100;

  @TempDir Path directory;

  @Test
  void gainsAreTheDifferencesOfEveryObjectsOwnPath() {
    int rows = 0;
    for (long seed = 0; seed < PAIRS; seed++) {
      try (Heap before = random(2 * seed, "a.hprof");
          Heap after = random(2 * seed + 1, "b.hprof")) {
        Map<String, long[]> expected = new TreeMap<>();
        addPaths(before, expected, -1);
        addPaths(after, expected, 1);
        expected.values().removeIf(sums -> sums[0] == 0 && sums[1] == 0);
        PathGrowth growth = Growth.over(before, after).byShape().withShrinkage();
        Map<String, long[]> found = new HashMap<>();
        for (PathGrowth.Row row : growth) {
          found.put(plain(row), new long[] {row.countChange(), row.bytesChange()});
          checkObjects(after, row);
          rows++;
        }
        assertThat(found.keySet()).as("seed %d", seed).isEqualTo(expected.keySet());
        found.forEach((path, sums) -> assertThat(sums).as(path).isEqualTo(expected.get(path)));
        assertThat(found).hasSize(growth.rowCount());
      }
    }
    assertThat(rows).isGreaterThan(PAIRS);
  }

  private static void addPaths(Heap heap, Map<String, long[]> sums, int sign) {
    for (int index : heap.heap().bitmap().toArray()) {
      RootPaths paths = RootPaths.of(heap.set(RoaringBitmap.bitmapOf(index)));
      if (paths.rowCount() > 0) {
        long[] sum = sums.computeIfAbsent(plain(paths), k -> new long[2]);
        sum[0] += sign;
        sum[1] += sign * heap.graph().shallowBytes(index);
      }
    }
  }

  private static String plain(RootPaths paths) {
    return plain(String.join(" -> ", paths.get(0).steps()));
  }

  private static String plain(PathGrowth.Row row) {
    return plain(String.join(" -> ", row.steps()));
  }

  /** Takes the marks of repetition away: a step that one path takes twice another takes once. */
  private static String plain(String path) {
    return path.replaceAll("[+()]", "");
  }

  private static void checkObjects(Heap after, PathGrowth.Row row) {
    ObjectSet objects = row.objects();
    assertThat(objects.count()).isEqualTo((int) (long) row.counts().get(1));
    assertThat(objects.size()).isEqualTo(row.bytes().get(1));
    for (int index : objects.bitmap().toArray()) {
      RootPaths paths = RootPaths.of(after.set(RoaringBitmap.bitmapOf(index)));
      assertThat(plain(paths)).isEqualTo(plain(row));
    }
  }

  private Heap random(long seed, String name) {
    Random random = new Random(seed);
    return Heaps.of(directory, name, d -> fill(d, random));
  }

  private static void fill(Dump d, Random random) {
    Dump.Type node = d.newClass("Node").field("next", FieldType.OBJECT);
    Dump.Type other = d.newClass("Other").field("link", FieldType.OBJECT);
    Dump.Type third = d.newClass("Third").field("ref", FieldType.OBJECT);
    Dump.Type reference = d.newClass("java.lang.ref.Reference").field("referent", FieldType.OBJECT);
    Dump.Type weak = d.newClass("java.lang.ref.WeakReference", reference);
    long[] ids = new long[2 + random.nextInt(40)];
    Arrays.setAll(ids, i -> d.newId());
    Dump.Type loaded = d.newClass("Loaded").loader(ids[0]);
    loaded.staticField("held", FieldType.OBJECT, ids[random.nextInt(ids.length)]);
    for (long id : ids) {
      long a = pick(ids, random);
      switch (random.nextInt(7)) {
        case 0 -> d.arrayAt(id, d.type("[Ljava.lang.Object;"), a, pick(ids, random), a);
        case 1 -> d.instanceAt(id, weak, a);
        case 2 -> d.instanceAt(id, other, a);
        case 3 -> d.instanceAt(id, third, a);
        case 4 -> d.instanceAt(id, loaded);
        default -> d.instanceAt(id, node, a);
      }
    }
    for (int roots = 1 + random.nextInt(4); roots > 0; roots--) {
      d.root(ids[random.nextInt(ids.length)]);
    }
  }

  private static long pick(long[] ids, Random random) {
    return random.nextInt(5) == 0 ? 0 : ids[random.nextInt(ids.length)];
  }
}
