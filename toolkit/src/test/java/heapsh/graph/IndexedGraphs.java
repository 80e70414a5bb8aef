package heapsh.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.roaringbitmap.RoaringBitmap;

/** Opens dumps with and without an index, and writes down all that a graph answers. */
final class IndexedGraphs {
  private IndexedGraphs() {}

  /** Opens a dump and keeps its index beside it. */
  static HeapGraph open(Path dump) {
    return open(dump, IndexChoice.besideDump());
  }

  static HeapGraph open(Path dump, IndexChoice index) {
    return NativeHeap.open(
        dump,
        new NativeOptions(
            dump.toAbsolutePath().getParent(),
            (sizes, evidence) -> Graphs.LAYOUT,
            Progress.NONE,
            false,
            index,
            null));
  }

  static Path indexOf(Path dump) {
    return dump.resolveSibling(dump.getFileName() + ".heapsh");
  }

  /** Makes the index of a dump, with the results of all phases in it. */
  static Path index(Path dump) {
    try (HeapGraph graph = open(dump)) {
      answers(graph);
    }
    assertThat(indexOf(dump)).isRegularFile();
    return indexOf(dump);
  }

  /** Tells whether an open graph was made from an index. */
  static boolean isRead(HeapGraph graph) {
    return graph.index().endsWith(", read");
  }

  /** Returns all that a fresh opening answers. */
  static List<String> freshAnswers(Path dump) {
    try (HeapGraph graph = Graphs.open(dump)) {
      return answers(graph);
    }
  }

  /** Asks everything, in an order that needs the columns late. */
  static List<String> answers(HeapGraph graph) {
    List<String> all = new ArrayList<>();
    GraphInfo info = graph.info();
    all.add(info.format() + info.idBytes() + info.time() + info.fileBytes() + info.layout());
    all.add(info.path().toString() + info.engine() + info.warnings());
    all.add(graph.objectCount() + " objects, roots " + graph.roots().all());
    all.add("reachable " + graph.reachable());
    all.add("totals " + totals(graph));
    for (int number = 0; number < graph.classCount(); number++) {
      all.add(describe(graph.heapClass(number)));
    }
    PathTree paths = graph.strongPaths();
    PathTree avoiding =
        graph.paths(EnumSet.allOf(Strength.class), null, RoaringBitmap.bitmapOf(1, 3));
    DominatorTree dominators = graph.dominators();
    ReferenceCursor out = graph.outgoing();
    ReferenceCursor in = graph.incoming();
    ObjectReader reader = graph.reader();
    for (int i = 0; i < graph.objectCount(); i++) {
      all.add(
          String.join(
              " ",
              i + ":",
              Long.toHexString(graph.idOf(i)),
              "" + graph.indexOf(graph.idOf(i)),
              "class " + graph.classNumber(i) + "/" + graph.representedClass(i),
              graph.shallowBytes(i) + " bytes",
              references(out, i, true) + "" + references(in, i, false),
              graph.isReachable(i) + " " + paths.parent(i) + " " + avoiding.parent(i),
              dominators.dominator(i) + " " + dominators.retainedBytes(i),
              "roots " + graph.roots().of(i),
              values(graph, reader, i)));
    }
    for (int k = 0; k < paths.size(); k++) {
      all.add("path " + paths.at(k));
    }
    all.add("retained " + graph.retained(RoaringBitmap.bitmapOf(0, graph.objectCount() / 2)));
    return all;
  }

  /** Counts what the index may know already: both ways must agree. */
  private static List<String> totals(HeapGraph graph) {
    int[] counts = new int[graph.classCount()];
    long[] bytes = new long[graph.classCount()];
    ClassTotals known = graph.reachableTotals();
    if (known != null) {
      counts = known.counts();
      bytes = known.bytes();
    } else {
      for (int i = 0; i < graph.objectCount(); i++) {
        if (graph.isReachable(i)) {
          counts[graph.classNumber(i)]++;
          bytes[graph.classNumber(i)] += graph.shallowBytes(i);
        }
      }
    }
    List<String> all = new ArrayList<>();
    for (int type = 0; type < counts.length; type++) {
      all.add(counts[type] + "/" + bytes[type]);
    }
    return all;
  }

  private static String describe(HeapClass type) {
    StringBuilder text = new StringBuilder(type.number() + " " + type.name() + " " + type.id());
    text.append(" object ").append(type.objectIndex()).append(" super ").append(type.superNumber());
    text.append(" loader ").append(type.loaderIndex()).append(" of ").append(type.elementType());
    text.append(" ").append(type.referentStrength()).append(" ").append(type.isPhantom());
    text.append(" ").append(type.dataBytes()).append(" ").append(type.declaredFields());
    text.append(type.staticFields());
    for (int k = 0; k < type.fieldCount(); k++) {
      text.append(" ").append(type.field(k));
    }
    for (int slot = 0; slot < type.referenceSlotCount(); slot++) {
      text.append(" ").append(type.referenceSlot(slot).name());
    }
    return text.toString();
  }

  private static List<Integer> references(ReferenceCursor cursor, int index, boolean slots) {
    List<Integer> all = new ArrayList<>();
    cursor.moveTo(index);
    for (int next = cursor.next(); next >= 0; next = cursor.next()) {
      all.add(next);
      if (slots) {
        all.add(cursor.slot());
      }
    }
    return all;
  }

  private static String values(HeapGraph graph, ObjectReader reader, int index) {
    HeapClass type = graph.heapClass(graph.classNumber(index));
    StringBuilder text = new StringBuilder();
    if (type.isArray()) {
      return text.append(reader.arrayLength(index)).toString();
    }
    for (int k = 0; k < type.fieldCount() && type.dataBytes() >= 0; k++) {
      HeapField field = type.field(k);
      if (graph.representedClass(index) < 0) {
        text.append(field.name()).append('=');
        text.append(
            field.isReference() ? reader.referenceId(index, field) : reader.bits(index, field));
        text.append(' ');
      }
    }
    return text.toString();
  }
}
