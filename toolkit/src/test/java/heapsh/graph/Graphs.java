package heapsh.graph;

import heapsh.fixtures.Dump;
import heapsh.hprof.FieldType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Opens dumps in tests, and makes seeded random ones. */
final class Graphs {
  /** Sizes everything at 16 bytes and 8 for each element, so that expected sums are easy. */
  static final ObjectLayout LAYOUT =
      new ObjectLayout() {
        @Override
        public long instanceBytes(HeapClass type) {
          return 16 + 8L * type.fieldCount();
        }

        @Override
        public long arrayBytes(FieldType elementType, int length) {
          return 16 + 8L * length;
        }

        @Override
        public long classObjectBytes(HeapClass represented) {
          return 96;
        }

        @Override
        public String describe() {
          return "test layout";
        }
      };

  private Graphs() {}

  static HeapGraph open(Path dump) {
    return NativeHeap.open(
        dump,
        new NativeOptions(
            dump.toAbsolutePath().getParent(), (graph, evidence) -> LAYOUT, Progress.NONE));
  }

  /** Opens what is readable of a dump. */
  static HeapGraph salvage(Path dump) {
    return NativeHeap.open(
        dump,
        new NativeOptions(
            dump.toAbsolutePath().getParent(), (graph, evidence) -> LAYOUT, Progress.NONE, true));
  }

  static Set<Long> ids(HeapGraph graph) {
    Set<Long> ids = new TreeSet<>();
    for (int i = 0; i < graph.objectCount(); i++) {
      ids.add(graph.idOf(i));
    }
    return ids;
  }

  /**
   * Writes a random graph of instances, arrays, references and classes with statics; some of it is
   * unreachable.
   */
  static Path random(Path path, long seed, int idBytes) {
    Random random = new Random(seed);
    int n = 2 + random.nextInt(40);
    return Dump.write(path, "JAVA PROFILE 1.0.2", idBytes, d -> fill(d, random, n));
  }

  private static void fill(Dump d, Random random, int n) {
    // One graph in four has ids that are no aligned addresses.
    int misaligned = random.nextInt(4) == 0 ? 3 : 0;
    d.idsFrom(0x1000 + 8L * random.nextInt(100_000) + misaligned);
    Dump.Type node =
        d.newClass("Node")
            .field("left", FieldType.OBJECT)
            .field("tag", FieldType.INT)
            .field("right", FieldType.OBJECT);
    Dump.Type wide = d.newClass("Wide", node).field("extra", FieldType.OBJECT);
    Dump.Type reference =
        d.newClass("java.lang.ref.Reference")
            .field("queue", FieldType.OBJECT)
            .field("referent", FieldType.OBJECT)
            .field("next", FieldType.OBJECT);
    Dump.Type weak = d.newClass("java.lang.ref.WeakReference", reference);
    Dump.Type soft = d.newClass("java.lang.ref.SoftReference", reference);
    List<Long> ids = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      ids.add(d.newId());
    }
    Dump.Type loaded = d.newClass("Loaded").loader(ids.get(random.nextInt(n)));
    loaded.field("x", FieldType.OBJECT);
    if (random.nextBoolean()) {
      loaded.staticField("held", FieldType.OBJECT, ids.get(random.nextInt(n)));
    }
    d.type("[Ljava.lang.Object;");
    for (long id : ids) {
      long a = target(d, ids, random);
      long b = target(d, ids, random);
      long c = target(d, ids, random);
      switch (random.nextInt(8)) {
        case 0 -> d.instanceAt(id, wide, c, a, 7, b);
        case 1 -> d.arrayAt(id, d.type("[Ljava.lang.Object;"), a, b, c, a);
        case 2 -> d.instanceAt(id, weak, a, b, c);
        case 3 -> d.instanceAt(id, soft, a, b, c);
        case 4 -> d.instanceAt(id, loaded, a);
        default -> d.instanceAt(id, node, a, 7, b);
      }
    }
    for (int roots = random.nextInt(4); roots > 0; roots--) {
      d.root(ids.get(random.nextInt(n)));
    }
  }

  private static long target(Dump d, List<Long> ids, Random random) {
    int choice = random.nextInt(10);
    if (choice < 2) {
      return 0;
    }
    if (choice == 2) {
      return 0xDEAD_0000L; // names nothing
    }
    if (choice == 3) {
      return d.type("Loaded").id;
    }
    return ids.get(random.nextInt(ids.size()));
  }
}
