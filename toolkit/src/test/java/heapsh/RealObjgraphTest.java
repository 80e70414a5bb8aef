package heapsh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import heapsh.fixtures.Dump;
import heapsh.hprof.FieldType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Builds one object graph in a dump and in Python, and asks both the real objgraph (Debian's
 * python3-objgraph) and this API: counts, edges and chains agree.
 */
class RealObjgraphTest {
  private static final int NODES = 40;

  @TempDir Path directory;
  private int[][] edges;

  @BeforeEach
  void needsObjgraph() throws Exception {
    assumeTrue(
        run("import objgraph; print(objgraph.__version__)").startsWith("3"),
        "the real objgraph is not here: install python3-objgraph to compare with it");
    Random random = new Random(17);
    edges = new int[NODES][3];
    for (int i = 0; i < NODES; i++) {
      for (int k = 0; k < 3; k++) {
        // A slot refers forwards, backwards or to nothing; no two slots of a node are alike.
        edges[i][k] = random.nextInt(4) == 0 ? -1 : random.nextInt(NODES);
        for (int j = 0; j < k; j++) {
          edges[i][k] = edges[i][j] == edges[i][k] ? -1 : edges[i][k];
        }
      }
    }
  }

  /** Runs a script of Python and returns what it prints, empty when there is no Python. */
  private String run(String script) throws Exception {
    Path file = Files.writeString(directory.resolve("script.py"), script);
    Process process;
    try {
      process =
          new ProcessBuilder(python(), file.toString())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    } catch (IOException noPython) {
      return "";
    }
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return out.strip();
  }

  /** Debian puts its packages beside its own Python, whatever other is first on the path. */
  private static String python() {
    return Files.isExecutable(Path.of("/usr/bin/python3")) ? "/usr/bin/python3" : "python3";
  }

  /** Makes nodes n[0] ... with slots a, b and c, as the dump has them, and asks objgraph. */
  private List<String> inPython(String questions) {
    StringBuilder script =
        new StringBuilder(
            """
            import gc, objgraph
            class Node(object):
                __slots__ = ('number', 'a', 'b', 'c')
            class Leaf(Node):
                __slots__ = ()
            """);
    script.append("n = [Leaf() if i % 5 == 0 else Node() for i in range(" + NODES + ")]\n");
    script.append("for i in range(" + NODES + "): n[i].number = i\n");
    for (int i = 0; i < NODES; i++) {
      for (int k = 0; k < 3; k++) {
        String target = edges[i][k] < 0 ? "None" : "n[" + edges[i][k] + "]";
        script.append("n[" + i + "]." + "abc".charAt(k) + " = " + target + "\n");
      }
    }
    script.append("isnode = lambda o: isinstance(o, Node)\n");
    script.append("keep = [id(n), id(globals())]\n");
    try {
      return run(script + questions).lines().toList();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private Heap inJava(long[] ids) {
    return Heaps.of(
        directory,
        d -> {
          Dump.Type node =
              d.newClass("Node")
                  .field("a", FieldType.OBJECT)
                  .field("b", FieldType.OBJECT)
                  .field("c", FieldType.OBJECT);
          Dump.Type leaf = d.newClass("Leaf", node);
          for (int i = 0; i < NODES; i++) {
            ids[i] = d.newId();
          }
          for (int i = 0; i < NODES; i++) {
            long[] slots = Arrays.stream(edges[i]).mapToLong(t -> t < 0 ? 0 : ids[t]).toArray();
            d.instanceAt(ids[i], i % 5 == 0 ? leaf : node, slots);
            d.root(ids[i]);
          }
        });
  }

  private static int number(long[] ids, long id) {
    return IntStream.range(0, ids.length).filter(i -> ids[i] == id).findFirst().orElseThrow();
  }

  @Test
  void countsAgree() {
    List<String> python =
        inPython(
            """
            print(objgraph.count('Node', n), objgraph.count('Leaf', n))
            print(len(objgraph.by_type('Leaf', n)))
            print(sorted(objgraph.typestats(n).items()))
            print(objgraph.most_common_types(1, n))
            """);
    try (Heap heap = inJava(new long[NODES])) {
      long nodes = heap.instancesOf("Node").count();
      long leaves = heap.instancesOf("Leaf").count();
      assertThat(nodes + " " + leaves).isEqualTo(python.get(0));
      assertThat(Long.toString(leaves)).isEqualTo(python.get(1));
      Map<String, Long> stats = heap.typeStats();
      assertThat("[('Leaf', " + stats.get("Leaf") + "), ('Node', " + stats.get("Node") + ")]")
          .isEqualTo(python.get(2));
      assertThat("[('Node', " + nodes + ")]").isEqualTo(python.get(3));
    }
  }

  @Test
  void edgesAgree() {
    List<String> python =
        inPython(
            """
            for o in n:
                print(sorted(r.number for r in gc.get_referents(o) if isnode(r)))
            import io
            out = io.StringIO()
            objgraph.show_refs(n[:1], max_depth=2, too_many=99, filter=isnode, output=out)
            print(out.getvalue().count(' -> '))
            """);
    long[] ids = new long[NODES];
    try (Heap heap = inJava(ids)) {
      for (int i = 0; i < NODES; i++) {
        TreeSet<Integer> found = new TreeSet<>();
        heap.at(ids[i]).referents().forEach(o -> found.add(number(ids, o.id())));
        assertThat(found.toString()).isEqualTo(python.get(i));
      }
      ReferenceGraph graph =
          heap.at(ids[0])
              .showRefs()
              .maxDepth(2)
              .tooMany(99)
              .filter(o -> !o.className().equals("java.lang.Class"));
      int edgesDrawn = graph.toDot().split(" -> ", -1).length - 1;
      assertThat(Integer.toString(edgesDrawn)).isEqualTo(python.get(NODES));
    }
  }

  @Test
  void chainsAgree() {
    StringBuilder questions = new StringBuilder();
    List<int[]> pairs = new ArrayList<>();
    for (int from = 0; from < NODES; from += 3) {
      int to = (from * 7 + 11) % NODES;
      pairs.add(new int[] {from, to});
      questions.append(
          """
          c = objgraph.find_ref_chain(n[%d], lambda o: o is n[%d], max_depth=40, extra_ignore=keep)
          print(len(c) if c[-1] is n[%d] else 0)
          c = objgraph.find_backref_chain(n[%d], lambda o: o is n[%d], max_depth=40, extra_ignore=keep)
          print(len(c) if c[0] is n[%d] else 0)
          """
              .formatted(from, to, to, to, from, from));
    }
    List<String> python = inPython(questions.toString());
    long[] ids = new long[NODES];
    try (Heap heap = inJava(ids)) {
      for (int k = 0; k < pairs.size(); k++) {
        long from = ids[pairs.get(k)[0]];
        long to = ids[pairs.get(k)[1]];
        Chain down = heap.iso(from).findRefChain(o -> o.id() == to, 40, heap.nothing());
        Chain up = heap.iso(to).findBackrefChain(o -> o.id() == from, 40, heap.nothing());
        assertThat(Integer.toString(down.length())).isEqualTo(python.get(2 * k));
        assertThat(Integer.toString(up.length())).isEqualTo(python.get(2 * k + 1));
      }
    }
  }

  @Test
  void theTableHasEveryPublicFunction() throws Exception {
    String names =
        run(
            """
            import objgraph, types
            for name in dir(objgraph):
                f = getattr(objgraph, name)
                own = isinstance(f, types.FunctionType) and f.__module__ == 'objgraph'
                if own and not name.startswith('_') and name != 'iteritems':
                    print(name)
            """);
    Path here = Path.of("").toAbsolutePath();
    Path root = Files.exists(here.resolve("startup.jsh")) ? here : here.getParent();
    String table = Files.readString(root.resolve("docs/coming-from-python.md"));

    assertThat(names.lines()).hasSizeGreaterThan(14).allMatch(n -> table.contains("`" + n + "("));
  }
}
