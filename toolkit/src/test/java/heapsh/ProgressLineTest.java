package heapsh;

import static org.assertj.core.api.Assertions.assertThat;

import heapsh.graph.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engineless")
class ProgressLineTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private long now;
  private final Progress line =
      new ProgressLine(new PrintStream(bytes, true, StandardCharsets.UTF_8), () -> now);

  @Test
  void saysPhasePercentRateAndTimeLeft() {
    line.report("reading objects", 0, 1000, "objects");
    now += 2_000_000_000L;
    line.report("reading objects", 400, 1000, "objects");

    assertThat(text()).isEqualTo("\rreading objects  40%  200 objects/s  0:03 left");
  }

  @Test
  void unknownTotalHasNoPercentAndNoTimeLeft() {
    line.report("dumping", 0, 0, "bytes");
    now += 1_000_000_000L;
    line.report("dumping", 5_000_000, 0, "bytes");

    assertThat(text()).isEqualTo("\rdumping  5.0 M bytes/s");
  }

  @Test
  void removesTheLineAtTheEnd() {
    line.report("a", 0, 10, "x");
    now += 1_000_000_000L;
    line.report("a", 5, 10, "x");
    bytes.reset();
    line.report(null, 0, 0, null);

    assertThat(text()).isEqualTo("\r" + " ".repeat("a  50%  5 x/s  0:01 left".length()) + "\r");
  }

  @Test
  void shortPhasesShowNothing() {
    line.report("a", 0, 10, "x");
    now += 100_000_000L;
    line.report("a", 9, 10, "x");
    line.report("b", 0, 10, "x");
    line.report(null, 0, 0, null);

    assertThat(text()).isEmpty();
  }

  @Test
  void aShorterTextCoversTheLongerOneBefore() {
    line.report("a", 0, 1000, "x");
    now += 1_000_000_000L;
    line.report("a", 1, 1000, "x");
    int longer = text().length();
    bytes.reset();
    now += 1_000_000_000L;
    line.report("a", 1000, 1000, "x");

    assertThat(text()).startsWith("\ra  100%  500 x/s  ").hasSize(longer);
  }

  private String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
