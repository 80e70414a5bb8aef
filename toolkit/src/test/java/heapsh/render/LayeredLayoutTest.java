package heapsh.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayeredLayoutTest {
  private static final double TOLERANCE = 1e-6;

  private record Graph(double[] width, double[] height, int[] from, int[] to, double[] labels) {
    LayeredLayout layout() {
      return LayeredLayout.of(width.clone(), height.clone(), from, to, labels);
    }
  }

  private static Graph graph(int[] from, int[] to, int nodes) {
    double[] width = new double[nodes];
    double[] height = new double[nodes];
    Arrays.fill(width, 80);
    Arrays.fill(height, 30);
    return new Graph(width, height, from, to, new double[from.length]);
  }

  private static Graph random(long seed, int nodes, int edges) {
    Random random = new Random(seed);
    double[] width = random.doubles(nodes, 20, 200).toArray();
    double[] height = random.doubles(nodes, 14, 60).toArray();
    int[] from = random.ints(edges, 0, nodes).toArray();
    int[] to = random.ints(edges, 0, nodes).toArray();
    double[] labels = random.doubles(edges, 0, 120).map(w -> w < 20 ? 0 : w).toArray();
    return new Graph(width, height, from, to, labels);
  }

  @Test
  void putsWhatIsReferredToToTheRight() {
    LayeredLayout layout = graph(new int[] {0, 1, 0}, new int[] {1, 2, 2}, 3).layout();

    assertThat(layout.x[0] + layout.width[0]).isLessThan(layout.x[1]);
    assertThat(layout.x[1] + layout.width[1]).isLessThan(layout.x[2]);
  }

  @Test
  void aChainIsStraight() {
    LayeredLayout layout = graph(new int[] {0, 1, 2}, new int[] {1, 2, 3}, 4).layout();

    assertThat(layout.y).containsOnly(layout.y[0]);
  }

  @Test
  void aTreeHasNoCrossings() {
    int[] from = {0, 0, 0, 1, 1, 2, 2, 3};
    int[] to = {1, 2, 3, 4, 5, 6, 7, 8};
    LayeredLayout layout = graph(from, to, 9).layout();

    assertThat(layout.y[1]).isLessThan(layout.y[2]);
    assertThat(layout.y[2]).isLessThan(layout.y[3]);
    assertThat(layout.y[5]).isLessThan(layout.y[6]);
    assertThat(layout.y[7]).isLessThan(layout.y[8]);
  }

  @Test
  void cyclesAndLoopsAreDrawn() {
    LayeredLayout layout = graph(new int[] {0, 1, 2, 2}, new int[] {1, 2, 0, 2}, 3).layout();

    assertThat(layout.ways).hasSize(4);
    for (double[] way : layout.ways) {
      assertThat(way).hasSizeGreaterThanOrEqualTo(4);
    }
  }

  @Test
  void nothingAndOneNodeHaveALayout() {
    assertThat(graph(new int[0], new int[0], 0).layout().ways).isEmpty();
    assertThat(graph(new int[0], new int[0], 1).layout().x).containsExactly(0);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void boxesAndLabelsNeverTouch(long seed) {
    Graph graph = random(seed, 5 + (int) seed * 7, 8 + (int) seed * 12);
    LayeredLayout layout = graph.layout();
    int nodes = graph.width.length;

    for (int a = 0; a < nodes; a++) {
      for (int b = a + 1; b < nodes; b++) {
        assertThat(overlap(box(layout, a), box(layout, b))).isFalse();
      }
      for (int e = 0; e < graph.from.length; e++) {
        if (layout.labels.get(e) != null) {
          assertThat(overlap(box(layout, a), label(graph, layout, e))).isFalse();
        }
      }
    }
    for (int e = 0; e < graph.from.length; e++) {
      for (int f = e + 1; f < graph.from.length; f++) {
        if (layout.labels.get(e) != null && layout.labels.get(f) != null) {
          assertThat(overlap(label(graph, layout, e), label(graph, layout, f))).isFalse();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24, 25, 26})
  void everyEdgeBeginsAndEndsAtTheEdgeOfItsNodes(long seed) {
    Graph graph = random(seed, 30, 60);
    LayeredLayout layout = graph.layout();

    for (int e = 0; e < graph.from.length; e++) {
      double[] way = layout.ways.get(e);
      assertThat(isOnSide(layout, graph.from[e], way[0], way[1])).isTrue();
      assertThat(isOnSide(layout, graph.to[e], way[way.length - 2], way[way.length - 1])).isTrue();
    }
  }

  @Test
  void everythingIsInsideThePicture() {
    Graph graph = random(7, 40, 70);
    LayeredLayout layout = graph.layout();

    for (int node = 0; node < 40; node++) {
      assertThat(layout.x[node]).isNotNegative();
      assertThat(layout.y[node]).isGreaterThan(-TOLERANCE);
      assertThat(layout.x[node] + layout.width[node]).isLessThan(layout.width() + TOLERANCE);
      assertThat(layout.y[node] + layout.height[node]).isLessThan(layout.height() + TOLERANCE);
    }
  }

  @Test
  void theSameGraphHasTheSameLayout() {
    assertThat(random(3, 50, 90).layout().y).containsExactly(random(3, 50, 90).layout().y);
  }

  @Test
  void twoHundredNodesAreLaidOutInTwoSeconds() {
    Graph graph = random(5, 200, 320);
    long start = System.nanoTime();
    graph.layout();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
  }

  private static double[] box(LayeredLayout layout, int node) {
    return new double[] {
      layout.x[node], layout.y[node], layout.width[node], layout.height[node],
    };
  }

  private static double[] label(Graph graph, LayeredLayout layout, int edge) {
    double[] middle = layout.labels.get(edge);
    double height = LayeredLayout.LABEL_HEIGHT;
    return new double[] {
      middle[0] - graph.labels[edge] / 2, middle[1] - height / 2, graph.labels[edge], height
    };
  }

  private static boolean overlap(double[] a, double[] b) {
    return a[0] + a[2] > b[0] + TOLERANCE
        && b[0] + b[2] > a[0] + TOLERANCE
        && a[1] + a[3] > b[1] + TOLERANCE
        && b[1] + b[3] > a[1] + TOLERANCE;
  }

  private static boolean isOnSide(LayeredLayout layout, int node, double px, double py) {
    boolean side =
        Math.abs(px - layout.x[node]) < TOLERANCE
            || Math.abs(px - layout.x[node] - layout.width[node]) < TOLERANCE;
    return side
        && py > layout.y[node] - TOLERANCE
        && py < layout.y[node] + layout.height[node] + TOLERANCE;
  }
}
