package heapsh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

@Tag("engineless")
class WatchPlotTest extends ScriptedWatch {
  @Test
  void plotsAreWellFormedAndEscapeNames(@TempDir Path directory) throws Exception {
    jvm.has("<script>&\"x\u0000", i -> 10 * MIB + i * MIB).has("byte[]", i -> i * 100_000L);
    Watch watch = watch();
    timer.next(60);
    Path file = directory.resolve("growth.svg");
    Plot plot = watch.plot();
    plot.save(file.toString());

    String svg = Files.readString(file);
    assertThat(svg).isEqualTo(plot.mime().get("image/svg+xml")).doesNotContain("<script");
    Document document = parse(file);
    assertThat(document.getElementsByTagName("polyline").getLength()).isEqualTo(2);
    assertThat(document.getElementsByTagName("title").item(1).getTextContent())
        .isEqualTo("<script>&\"x\\u0000");
    assertThat(plot.toString())
        .startsWith("Bytes by class in JVM 1 (Scripted): 2 lines of 60 points from 2026-01-01 ");
    assertThat(svg.length()).isLessThan(10_000);
  }

  private static Document parse(Path file) throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
  }

  @Test
  void plotsClassesByNameAndNamesNearOnes() throws IOException {
    jvm.has("com.acme.Foo", i -> 10 * MIB).has("com.acme.Bar", i -> MIB);
    Watch watch = watch();
    assertThatThrownBy(watch::plot)
        .hasMessage("nothing was seen yet; ask again after the first look");
    timer.next(3);

    assertThat(watch.plot("com.acme.Bar").toString()).contains(": 1 line of 3 points");
    assertThat(watch.plot().toString()).contains(": 1 line of 3 points"); // none grew: the total
    assertThatThrownBy(() -> watch.plot("com.acme.Fo"))
        .isInstanceOf(HeapException.class)
        .hasMessageStartingWith("no class 'com.acme.Fo' was seen; did you mean 'com.acme.Foo'");
    assertThatThrownBy(() -> watch.plot().save("x.png"))
        .hasMessage(
            "cannot save as 'x.png': the ending says what is written, and here it can be .html,"
                + " .svg, .txt");
  }
}
