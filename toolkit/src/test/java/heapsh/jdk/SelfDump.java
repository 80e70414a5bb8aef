package heapsh.jdk;

import com.sun.management.HotSpotDiagnosticMXBean;
import heapsh.graph.HeapClass;
import heapsh.graph.HeapGraph;
import heapsh.graph.NativeHeap;
import heapsh.graph.NativeOptions;
import heapsh.graph.ObjectReader;
import heapsh.graph.Progress;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Dumps this JVM with its {@link Specimens} and opens the dump. */
final class SelfDump implements AutoCloseable {
  final HeapGraph graph;
  final JdkModel model;
  final ObjectReader reader;
  private final HeapClass holder;
  private final Map<Integer, Integer> markers = new HashMap<>();

  private SelfDump(HeapGraph graph) {
    this.graph = graph;
    model = JdkModel.of(graph);
    reader = graph.reader();
    holder = classNamed(Specimens.class.getName());
    HeapClass marker = classNamed(Specimens.Marker.class.getName());
    for (int i = 0; i < graph.objectCount(); i++) {
      if (graph.classNumber(i) == marker.number()) {
        markers.put((int) reader.bits(i, marker.fieldNamed("number")), i);
      }
    }
  }

  static SelfDump take(Path directory) throws IOException {
    Specimens.prepare();
    Path dump = directory.resolve("self.hprof");
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpHeap(dump.toString(), true);
    return new SelfDump(open(dump, directory));
  }

  static HeapGraph open(Path dump, Path scratch) {
    return NativeHeap.open(dump, options(scratch));
  }

  private static NativeOptions options(Path scratch) {
    return new NativeOptions(scratch, (graph, evidence) -> FixedLayout.of(8), Progress.NONE);
  }

  HeapClass classNamed(String name) {
    for (int number = 0; number < graph.classCount(); number++) {
      if (graph.heapClass(number).name().equals(name)) {
        return graph.heapClass(number);
      }
    }
    throw new IllegalArgumentException(name);
  }

  /** Returns the object in a static field of {@link Specimens}. */
  int specimen(String field) {
    return reader.reference(holder.objectIndex(), holder.staticNamed(field));
  }

  int marker(Specimens.Marker live) {
    return live == null ? ObjectReader.NULL : markers.get(live.number);
  }

  List<String> relations(int index) {
    return relations(index, false);
  }

  List<String> relations(int index, boolean raw) {
    Relations.Cursor cursor = model.relations().cursor(raw);
    List<String> texts = new ArrayList<>();
    int count = cursor.moveTo(index);
    for (int k = 0; k < count; k++) {
      texts.add(model.relations().relation(cursor.relation(k)).text());
    }
    return texts;
  }

  List<Integer> referrers(int index) {
    Relations.Cursor cursor = model.relations().cursor(false);
    List<Integer> all = new ArrayList<>();
    int count = cursor.moveToReferrers(index);
    for (int k = 0; k < count; k++) {
      all.add(cursor.referrer(k));
    }
    return all;
  }

  String className(int index) {
    return graph.heapClass(graph.classNumber(index)).name();
  }

  @Override
  public void close() {
    graph.close();
  }
}
