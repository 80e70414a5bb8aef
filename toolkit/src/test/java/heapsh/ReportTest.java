package heapsh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.hprof.FieldType;
import heapsh.live.ClassCount;
import heapsh.live.ClassHistogram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final String EVIL = "<script>alert(1)</script>";
  @TempDir Path directory;
  private Heap hp;

  @BeforeEach
  void open() {
    hp =
        Heaps.of(
            directory,
            d -> {
              long text = d.string(EVIL);
              long big = d.bytes(new byte[100_000]);
              d.newClass("a.Holder" + EVIL.replace('/', '_'))
                  .staticField("kept", FieldType.OBJECT, d.array(text, big));
            });
  }

  private String report(Growth growth) throws Exception {
    Path file = directory.resolve("report.html");
    hp.report(file.toString(), growth);
    return Files.readString(file);
  }

  @Test
  void tellsWhatFillsTheHeapAndWhoHoldsIt() throws Exception {
    assertThat(report(null))
        .contains("What fills it", "Who holds byte[]", "What keeps the most alive", "Threads")
        .contains(
            "of that are objects of byte[]", "The program reaches 100 % of those by static a.Hold")
        .contains("byte[]", "static a.Holder", ".kept")
        .contains("<svg")
        .doesNotContain("What grew");
  }

  @Test
  void isWellFormedAndNeedsNeitherNetworkNorScript() throws Exception {
    String page = report(null);
    Xml.parse(page.substring(page.indexOf('\n')));

    assertThat(page)
        .contains("default-src 'none'")
        .doesNotContain("<script", "<img", "<link", "@import", "url(")
        .doesNotContainPattern("(src|href)=");
    assertThat(page.replace("http://www.w3.org/2000/svg", "")).doesNotContain("://");
  }

  @Test
  void tellsWhatGrew() throws Exception {
    ClassHistogram before =
        ClassHistogram.of(
            Instant.ofEpochSecond(1), true, List.of(new ClassCount("a.Grown", 1, 16)));
    ClassHistogram after =
        ClassHistogram.of(
            Instant.ofEpochSecond(9), true, List.of(new ClassCount("a.Grown", 100, 1600)));

    assertThat(report(Growth.of(List.of(before, after)))).contains("What grew", "a.Grown", "+1584");
  }

  @Test
  void anEmptyHeapHasAReport() throws Exception {
    hp = Heaps.of(directory, "empty.hprof", d -> {});

    assertThat(report(null)).contains("What fills it");
  }

  @Test
  void onlyTheOwnerReadsIt() throws Exception {
    report(null);

    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("report.html"))))
        .isEqualTo("rw-------");
  }

  @Test
  void isAPageAndNothingElse() {
    assertThatThrownBy(() -> hp.report("x.pdf"))
        .hasMessage("a report is a page: 'x.pdf' should end in .html");
  }
}
