package heapsh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import heapsh.fixtures.ManualTimer;
import heapsh.fixtures.ScriptedJvm;
import heapsh.live.DumpRoom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TimeZone;
import java.util.function.Supplier;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

@Tag("engineless")
class WatchTest {
  private static final long MIB = 1 << 20;
  private final ManualTimer timer = new ManualTimer();
  private final ScriptedJvm jvm = new ScriptedJvm(timer);
  private final List<String> said = new ArrayList<>();
  private final TimeZone zone = TimeZone.getDefault();
  private int dumps;
  private Supplier<Heap> dumper =
      () -> {
        dumps++;
        throw new HeapException("this JVM has no dump");
      };

  @BeforeEach
  void useOneTimeZone() {
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
  }

  @AfterEach
  void restoreTimeZone() {
    TimeZone.setDefault(zone);
  }

  private Watch watch() {
    return Watch.start(jvm, dump(), Duration.ofSeconds(10), true, timer, said::add);
  }

  private WatchDump dump() {
    return new WatchDump(() -> dumper.get(), DumpRoom::check, said::add);
  }

  @Test
  void printsOneBlockForEachLookWithWhatGrewMost() {
    jvm.has("com.acme.Foo", i -> 10 * MIB + i * MIB).has("byte[]", i -> 5 * MIB + i * 1024L);
    jvm.has("java.lang.String", i -> MIB - i * 16L);
    watch();
    timer.next(3);

    assertThat(said)
        .containsExactly(
            "Each look makes JVM 1 (Scripted) collect its garbage; stop() ends it.",
            "00:00:00 look 1: 16.0 MiB in 1048576 objects",
            """
            00:00:10 look 2: 17.0 MiB in 1114175 objects, +1.0 MiB since the last
              Last look Since start      Bytes Class
               +1.0 MiB    +1.0 MiB   11.0 MiB com.acme.Foo
               +1.0 KiB    +1.0 KiB    5.0 MiB byte[]""",
            """
            00:00:20 look 3: 18.0 MiB in 1179774 objects, +1.0 MiB since the last
              Last look Since start      Bytes Class
               +1.0 MiB    +2.0 MiB   12.0 MiB com.acme.Foo
               +1.0 KiB    +2.0 KiB    5.0 MiB byte[]""");
  }

  @Test
  void saysWhenNothingGrewSinceTheStart() {
    jvm.has("A", i -> 100 - i);
    watch();
    timer.next(2);

    assertThat(said.get(2)).endsWith("-1 B since the last\n  No class grew since 00:00:00.");
  }

  @Test
  void linesStayWithinEightyColumnsWhateverTheTargetIsCalled() {
    jvm.has("com.acme." + "Long".repeat(60) + "\u001b[31m", i -> 1L << 44 - i);
    jvm.has("x".repeat(500), i -> i * (1L << 40));
    watch();
    timer.next(4);

    assertThat(String.join("\n", said).lines()).allMatch(line -> line.length() <= 80);
    assertThat(String.join("\n", said)).doesNotContain("\u001b");
  }

  @Test
  void neverLooksTwiceAtOnceAndSaysWhatWasSkipped() {
    jvm.has("A", i -> 16);
    watch();
    timer.next();
    int before = jvm.looks();
    jvm.duringNext(() -> timer.next(4)); // four ticks come while the look runs
    timer.next();

    assertThat(jvm.looks()).isEqualTo(before + 1);
    assertThat(said)
        .endsWith(
            "00:00:10 The last look still runs after 0 s; looks are skipped until it is done.",
            "00:00:50 That took 40 s; 4 looks were skipped.\n"
                + "00:00:50 look 2: 16 B in 1 objects, +0 B since the last\n"
                + "  No class grew since 00:00:00.");
    timer.next();
    assertThat(jvm.looks()).isEqualTo(before + 2);
  }

  @Test
  void theEndOfTheTargetEndsTheWatchAndKeepsTheSeries() {
    jvm.has("Leak", i -> 100_000L * (i + 1));
    Watch watch = watch();
    timer.next(20);
    jvm.end();
    timer.next(5);

    assertThat(watch.isRunning()).isTrue();
    assertThat(said.get(said.size() - 1))
        .isEqualTo(
            "00:03:20 JVM 1 (Scripted) has ended. The watch keeps its 20 looks: suspects(),"
                + " plot().\n  It goes on if that JVM is started again within 10 min; stop() ends it.");
    timer.next(60);
    assertThat(watch.isRunning()).isFalse();
    assertThat(timer.isStopped()).isTrue();
    assertThat(said.get(said.size() - 1))
        .isEqualTo("00:13:20 JVM 1 (Scripted) was not started again; the watch is over.");
    assertThat(watch.suspects().rows()).extracting(Suspect::className).containsExactly("Leak");
    assertThat(watch.toString())
        .startsWith("Watch of JVM 1 (Scripted), every 10 s: 20 looks; over: it has ended.\n");
    assertThatThrownBy(() -> watch.dumpWhen(Rule.totalBytes().above(1)))
        .isInstanceOf(HeapException.class)
        .hasMessage("this watch is over (it has ended); start a new one");
  }

  @Test
  void aLostConnectionIsSaidOnceAndLooksGoOn() {
    jvm.has("A", i -> 16);
    Watch watch = watch();
    timer.next(2);
    jvm.lose("lost the connection to host:1");
    timer.next(3);
    jvm.recover();
    timer.next(2);

    assertThat(said.stream().filter(line -> line.contains("lost"))).hasSize(1);
    assertThat(said)
        .contains("00:00:20 No look: lost the connection to host:1. Trying again every 10 s.");
    assertThat(said)
        .anyMatch(line -> line.startsWith("00:00:50 It answers again.\n00:00:50 look 3:"));
    assertThat(watch.isRunning()).isTrue();
  }

  @Test
  void aRestartBeginsANewRun() {
    jvm.has("Leak", i -> 1_000_000L + 100_000L * i);
    Watch watch = watch();
    timer.next(20);
    assertThat(watch.suspects().rows()).hasSize(1);
    jvm.restart();
    timer.next(3);

    assertThat(said).contains("00:03:20 JVM 1 (Scripted) was started anew; going on.");
    assertThat(watch.suspects().toString())
        .isEqualTo("Too early to tell: 3 looks since the start, and 8 are needed.");
    timer.next(10);
    assertThat(watch.suspects().rows()).hasSize(1);
    assertThat(watch.plot().mime().get("image/svg+xml")).contains("stroke-dasharray");
  }

  @Test
  void aDefectEndsTheWatchAndIsShownWhole() {
    jvm.has("A", i -> 16);
    Watch watch = watch();
    timer.next();
    jvm.fail(new IllegalStateException("broken"));
    timer.next(2);

    assertThat(watch.isRunning()).isFalse();
    assertThat(said.get(said.size() - 1))
        .startsWith("The watch ended by a defect of heapsh; please report it:\njava.lang.Illegal")
        .contains("at heapsh.WatchTest.aDefect");
    assertThat(watch.toString()).contains("over: failed: java.lang.IllegalStateException: broken");
  }

  @Test
  void stopEndsLooksAndWhatRunsIsGivenUp() {
    jvm.has("A", i -> 16);
    Watch watch = watch();
    timer.next();
    jvm.duringNext(() -> watch.stop().stop());
    timer.next();
    timer.next();

    assertThat(watch.toString()).contains(": 1 look; over: stopped.");
  }

  @Test
  void anIntervalBelowASecondIsRefused() {
    assertThatThrownBy(
            () -> Watch.start(jvm, dump(), Duration.ofMillis(10), true, timer, said::add))
        .isInstanceOf(HeapException.class)
        .hasMessage("a watch every 10 ms would stop its target too often; 1 s at least");
  }

  // ---- suspects

  @Test
  void theLeakIsFirstAndSawtoothPlateauAndNoiseAreNotInIt() {
    Random random = new Random(3);
    jvm.has("com.acme.Leak", i -> 20 * MIB + i * MIB / 4)
        .has("com.acme.Bumpy", i -> 20 * MIB + i * MIB / 8 + random.nextInt((int) (4 * MIB)))
        .has("com.acme.Cache", i -> (i % 37) * 4 * MIB)
        .has("com.acme.SlowCache", i -> (i % 150) * 4 * MIB)
        .has("com.acme.Warm", i -> Math.min(i, 120) * MIB)
        .has("com.acme.Noise", i -> 500 * MIB + random.nextInt((int) (100 * MIB)))
        .has("com.acme.Still", i -> 900 * MIB)
        .has("com.acme.Shrinks", i -> 900 * MIB - i * MIB)
        .maxHeap(8L << 30);
    Watch watch = watch();
    timer.next(400);

    Suspects suspects = watch.suspects();
    assertThat(suspects.rows())
        .extracting(Suspect::className)
        .containsExactly("com.acme.Leak", "com.acme.Bumpy");
    Suspect leak = suspects.rows().get(0);
    assertThat(leak.slopePerHour()).isCloseTo(90.0 * MIB, within(0.5 * MIB));
    assertThat(leak.steadiness()).isEqualTo(1);
    assertThat(leak.hoursUntilFull()).isBetween(50.0, 91.0);
    assertThat(suspects.toString())
        .startsWith("2 suspects of 7 classes that changed; 400 looks in ");
    assertThat(suspects.toString().lines()).allMatch(line -> line.length() <= 80);
  }

  @Test
  void theTimeUntilTheHeapIsFullNeedsItsSize() {
    jvm.has("Leak", i -> 10 * MIB + i * MIB);
    Watch watch = watch();
    timer.next(30);

    assertThat(watch.suspects().rows().get(0).hoursUntilFull()).isNaN();
    assertThat(watch.suspects().toString())
        .isEqualTo(
            """
            1 suspect of 1 class that changed; 30 looks in 4 min 50 s.
            Live objects: 39.0 MiB; growth 360.0 MiB/h.
             Index      Bytes    Growth/h Steady      p Heap full Class
                 0   39.0 MiB  +360.0 MiB   1.00 <.0001         ? Leak""");
  }

  @Test
  void theTimeUntilTheHeapIsFullIsTold() {
    jvm.has("Leak", i -> 10 * MIB + i * MIB).maxHeap(400 * MIB);
    Watch watch = watch();
    timer.next(31);

    assertThat(watch.suspects().toString())
        .contains("Live objects: 40.0 MiB of at most 400.0 MiB; growth 360.0 MiB/h: full in 1 h.");
    assertThat(watch.suspects().rows().get(0).hoursUntilFull()).isCloseTo(1, within(1e-6));
  }

  @Test
  void aMonthOfLooksStaysSmallAndKeepsItsSuspects() {
    jvm.has("Leak", i -> 10 * MIB + i * 100L).has("Cache", i -> (i % 3000) * 1000L);
    Watch watch = watch();
    timer.next(30_000);

    assertThat(watch.suspects().rows()).extracting(Suspect::className).containsExactly("Leak");
    assertThat(watch.suspects().rows().get(0).slopePerHour()).isCloseTo(36_000, within(400.0));
  }

  // ---- plot

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

  // ---- dumpWhen

  @Test
  void takesOneDumpWhenTheRuleHolds(@TempDir Path directory) throws IOException {
    Heap dumped = Heaps.of(directory, d -> d.root(d.bytes((byte) 1)));
    dumper =
        () -> {
          dumps++;
          return dumped;
        };
    jvm.has("com.acme.Foo", i -> i * MIB);
    Watch watch = watch();
    timer.next(3);
    watch.dumpWhen(Rule.bytes("com.acme.Foo").above("4 MB"));
    timer.next(2);

    assertThat(dumps).isZero();
    assertThatThrownBy(watch::heap)
        .isInstanceOf(HeapException.class)
        .hasMessage("no dump: the rule does not hold yet: bytes of com.acme.Foo above 4.0 MiB");
    assertThat(watch.toString()).endsWith("\nDump when: bytes of com.acme.Foo above 4.0 MiB");
    timer.next(5);
    assertThat(dumps).isEqualTo(1);
    assertThat(watch.heap()).isSameAs(dumped);
    assertThat(said)
        .contains("The rule holds: bytes of com.acme.Foo above 4.0 MiB. Taking a dump.")
        .contains("The dump is open: watch.heap() is its heap.");
  }

  @Test
  void aFailedDumpIsNotTriedAgainByItself() {
    jvm.has("A", i -> i * MIB);
    Watch watch = watch();
    timer.next();
    watch.dumpWhen(Rule.totalBytes().above("1 MB"));
    timer.next(5);

    assertThat(dumps).isEqualTo(1);
    assertThat(said).contains("No dump: this JVM has no dump. Call dumpWhen(...) to try again.");
    assertThatThrownBy(watch::heap).hasMessage("no dump: the dump failed: this JVM has no dump");
    assertThat(watch.isRunning()).isTrue();
  }

  @Test
  void tooLittleRoomNowIsToldAtOnce() {
    jvm.has("A", i -> 1L << 61);
    Watch watch = watch();
    timer.next();

    assertThatThrownBy(() -> watch.dumpWhen(Rule.totalBytes().above("1 MB")))
        .isInstanceOf(HeapException.class)
        .hasMessageContaining(" MiB free and the dump may need ");
  }

  @Test
  void tooLittleRoomLaterKeepsTheRule() {
    jvm.has("A", i -> i == 0 || i > 3 ? 100 : 1L << 61);
    Watch watch = watch();
    timer.next();
    watch.dumpWhen(Rule.count("A").above(0));
    timer.next(2);

    assertThat(dumps).isZero();
    assertThat(said).filteredOn(line -> line.endsWith("Waiting for room.")).hasSize(1);
    assertThat(watch.toString()).endsWith(" (waits for room)");
    timer.next(2);
    assertThat(dumps).isEqualTo(1);
  }

  @Test
  void aClassThatWasNotSeenIsSaidWithNearOnes() {
    jvm.has("com.acme.Foo", i -> MIB);
    Watch watch = watch();
    timer.next();
    watch.dumpWhen(Rule.bytes("com.acme.Fo").above(1));

    assertThat(said.get(said.size() - 1))
        .startsWith(
            "Waiting for: bytes of com.acme.Fo above 1 B. No object of it was seen yet; did");
  }

  @Test
  void slopesHoldOnceThereAreEnoughLooks() {
    jvm.has("A", i -> i * MIB);
    Watch watch = watch();
    timer.next();
    watch.dumpWhen(Rule.slope("A").above("100 MB").and(Rule.totalSlope().above("100 MB")));
    timer.next(6);
    assertThat(dumps).isZero();
    timer.next();
    assertThat(dumps).isEqualTo(1);
  }
}
