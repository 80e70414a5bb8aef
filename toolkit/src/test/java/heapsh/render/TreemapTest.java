package heapsh.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import heapsh.render.Treemap.Box;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TreemapTest {
  private static final Box WHOLE = new Box(10, 20, 600, 400);

  /** The example of the paper: 6, 6, 4, 3, 2, 2, 1 in 6 by 4, whose first column is 3 wide. */
  @Test
  void dividesAsInThePaper() {
    List<Box> boxes = Treemap.of(new double[] {6, 6, 4, 3, 2, 2, 1}, 24, new Box(0, 0, 6, 4));

    assertThat(boxes.get(0)).isEqualTo(new Box(0, 0, 3, 2));
    assertThat(boxes.get(1)).isEqualTo(new Box(0, 2, 3, 2));
    assertThat(boxes.get(2).width()).isCloseTo(12 / 7.0, within(1e-9));
    assertThat(boxes.get(2).height()).isCloseTo(7 / 3.0, within(1e-9));
    assertThat(boxes.get(3).x()).isCloseTo(3 + 12 / 7.0, within(1e-9));
  }

  @Test
  void everyBoxHasItsShareInsideAndTouchesNoOther() {
    Random random = new Random(4);
    for (int n = 1; n < 60; n += 7) {
      double[] values = falling(random.doubles(n, 0.01, 100).map(v -> v * v).toArray());
      double sum = Arrays.stream(values).sum() * 1.2;
      List<Box> boxes = Treemap.of(values, sum, WHOLE);

      assertThat(boxes).hasSize(n);
      for (int i = 0; i < n; i++) {
        Box box = boxes.get(i);
        assertThat(box.area()).isCloseTo(WHOLE.area() * values[i] / sum, within(1e-6));
        assertThat(box.x()).isGreaterThanOrEqualTo(WHOLE.x());
        assertThat(box.y()).isGreaterThanOrEqualTo(WHOLE.y());
        assertThat(box.x() + box.width()).isLessThanOrEqualTo(WHOLE.x() + WHOLE.width() + 1e-6);
        assertThat(box.y() + box.height()).isLessThanOrEqualTo(WHOLE.y() + WHOLE.height() + 1e-6);
        for (int k = 0; k < i; k++) {
          assertThat(overlap(box, boxes.get(k))).isLessThan(1e-6);
        }
      }
    }
  }

  @Test
  void equalValuesAreNearlySquares() {
    double[] values = new double[36];
    Arrays.fill(values, 1);

    for (Box box : Treemap.of(values, 36, WHOLE)) {
      double ratio = Math.max(box.width() / box.height(), box.height() / box.width());
      assertThat(ratio).isLessThan(2);
    }
  }

  @Test
  void nothingNeedsNoBox() {
    assertThat(Treemap.of(new double[0], 0, WHOLE)).isEmpty();
  }

  private static double[] falling(double[] values) {
    Arrays.sort(values);
    for (int i = 0; i < values.length / 2; i++) {
      double value = values[i];
      values[i] = values[values.length - 1 - i];
      values[values.length - 1 - i] = value;
    }
    return values;
  }

  private static double overlap(Box a, Box b) {
    double width = Math.min(a.x() + a.width(), b.x() + b.width()) - Math.max(a.x(), b.x());
    double height = Math.min(a.y() + a.height(), b.y() + b.height()) - Math.max(a.y(), b.y());
    return Math.max(0, width) * Math.max(0, height);
  }
}
