package heapsh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatTest {
  private static final Instant NOON = Instant.parse("2026-01-02T12:00:00Z");

  @TempDir Path directory;

  private final Stat earlier =
      stat(row("a.Same", 1, 16), row("a.Less", 5, 80), row("a.Gone", 1, 1000));
  private final Stat later =
      stat(row("a.Same", 1, 16), row("a.Less", 4, 64), row("a.New\n\\x", 2, 4096));

  @Test
  void theDifferenceIsLargestFirstAndLeavesOutWhatIsTheSame() {
    Stat difference = later.minus(earlier);

    assertThat(difference.rows())
        .containsExactly(
            row("a.New\n\\x", 2, 4096), row("a.Less", -1, -16), row("a.Gone", -1, -1000));
    assertThat(difference.count()).isZero();
    assertThat(difference.size()).isEqualTo(3080);
    assertThat(difference.toString())
        .startsWith("Difference of 0 objects. Total size = +3080 bytes.\n")
        .contains("+2")
        .contains("a.New\\n\\x");
    assertThat(later.minus(later).rows()).isEmpty();
  }

  @Test
  void rowsOfTwoSortsAreNotSubtracted() {
    Stat sizes = Stat.of("Size", NOON, false, List.of(row("64", 1, 64)));

    assertThatThrownBy(() -> later.minus(sizes))
        .isInstanceOf(HeapException.class)
        .hasMessage("cannot subtract rows by 'Size' from rows by 'Class'");
  }

  @Test
  void whatWasSavedIsLoadedAgain() {
    Path file = directory.resolve("x.stat");
    for (Stat stat : List.of(earlier, later, later.minus(earlier), stat())) {
      stat.save(file);
      Stat loaded = Stat.load(file);

      assertThat(loaded.rows()).isEqualTo(stat.rows());
      assertThat(loaded.time()).isEqualTo(NOON);
      assertThat(loaded).hasToString(stat.toString());
      assertThat(loaded.minus(stat).rows()).isEmpty();
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void onlyTheOwnerMayReadIt() throws IOException {
    Path file = directory.resolve("x.stat");
    later.save(file);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    try (var files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aPlaceThatIsNotThereIsTold() {
    assertThatThrownBy(() -> later.save(directory.resolve("none").resolve("x.stat")))
        .isInstanceOf(HeapException.class)
        .hasMessageStartingWith("cannot write ")
        .hasMessageEndingWith(": no such directory");
    assertThatThrownBy(() -> Stat.load(directory.resolve("none.stat")))
        .isInstanceOf(HeapException.class)
        .hasMessageStartingWith("no file ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "heapsh-stat 1 | hello | x.stat, line 1: should begin with 'heapsh-stat'",
        "heapsh-stat 1 | heapsh-stat 2 | x.stat, line 1: has version '2'; this heapsh reads 1",
        "time 20 | time 30xx | x.stat, line 2: should be a time",
        "difference false | difference no | x.stat, line 4: should say true or false",
        "rows 3 | rows 30000000 | x.stat, line 5: should name from 0 to",
        "rows 3 | rows 999999 | x.stat, line 9: should have a number where it has",
        "rows 3 | rows 2 | x.stat, line 8: should begin with 'total'",
        "1 16 a | 1 -16 a | x.stat, line 8: has a negative number",
        "1 16 a | 1 1x a | x.stat, line 8: should have a number where it has '1x'",
        "1 16 a | 1 17 a | x.stat, line 9: should be 'total 7 1097', the sum of the rows",
        "a.Same | a\\qSame | x.stat, line 8: has a backslash that stands for nothing",
      })
  void aChangedFileIsToldByItsLine(String from, String to, String message) throws IOException {
    Path file = directory.resolve("x.stat");
    earlier.save(file);
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));

    assertThatThrownBy(() -> Stat.load(file))
        .isInstanceOf(HeapException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void everyCutAndEveryChangeIsToldOrHarmless() throws IOException {
    Path file = directory.resolve("x.stat");
    earlier.save(file);
    byte[] whole = Files.readAllBytes(file);
    for (int end = 0; end < whole.length - 1; end++) {
      Files.write(file, Arrays.copyOf(whole, end));
      assertThatThrownBy(() -> Stat.load(file)).isInstanceOf(HeapException.class);
    }
    Random random = new Random(4);
    for (int i = 0; i < 2000; i++) {
      byte[] changed = whole.clone();
      changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      Files.write(file, changed);
      try {
        Stat.load(file);
      } catch (HeapException e) {
        assertThat(e.getMessage()).doesNotContain("\n");
      }
    }
  }

  @Test
  void theSummaryIsThatOfPympler() {
    assertThat(later.minus(earlier).summary().text())
        .isEqualTo(
            """
                  class |   # objects |    total size
            =========== | =========== | =============
              a.New\\n\\x |           2 |       4.00 KB
                 a.Less |          -1 |     -16     B
                 a.Gone |          -1 |   -1000     B""");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0     B",
    "1023, 1023     B",
    "1024, 1.00 KB",
    "-1140, -1.11 KB",
    "-5242880, -5.00 MB",
    "1048575, 1.00 MB",
    "3221225472, 3.00 GB",
    "-9223372036854775808, -8.00 EB"
  })
  void negativeSizesAreScaledAsPositiveOnesAre(long bytes, String text) {
    assertThat(Summary.scaled(bytes)).isEqualTo(text);
  }

  @Test
  void aSeriesIsReadInTheOrderInWhichItWasWritten() throws IOException {
    String file = directory.resolve("series.stat").toString();
    earlier.append(file);
    later.append(file).append(file);

    assertThat(Stat.loadAll(file))
        .extracting(Stat::size)
        .containsExactly(earlier.size(), later.size(), later.size());
    assertThat(Stat.loadAll(file).get(1).rows()).isEqualTo(later.rows());
    assertThatThrownBy(() -> Stat.load(file))
        .isInstanceOf(HeapException.class)
        .hasMessage("series.stat holds the numbers of 3 times: Stat.loadAll(path) reads them");
  }

  @Test
  void whatIsNoSeriesIsNotWrittenTo() throws IOException {
    Path notes = Files.writeString(directory.resolve("notes.txt"), "remember the milk\n");

    assertThatThrownBy(() -> later.append(notes.toString()))
        .isInstanceOf(HeapException.class)
        .hasMessageEndingWith("nothing was written to it");
    assertThat(Files.readString(notes)).isEqualTo("remember the milk\n");
  }

  @Test
  void longNamesStayWithinEightyColumns() {
    Stat stat = stat(row("a.b." + "LongName".repeat(30), 1, 16), row("a.B", 1, 8));

    assertThat(stat.toString().lines()).allMatch(line -> line.length() <= 80);
    assertThat(stat.summary().toString().lines()).allMatch(line -> line.length() <= 80);
  }

  private static Stat stat(StatRow... rows) {
    return Stat.of("Class", NOON, false, List.of(rows));
  }

  private static StatRow row(String name, long count, long bytes) {
    return new StatRow(name, count, bytes);
  }
}
