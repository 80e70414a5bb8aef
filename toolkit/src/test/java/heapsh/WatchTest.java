package heapsh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("engineless")
class WatchTest extends ScriptedWatch {
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
    assertThatThrownBy(() -> watch(Duration.ofMillis(10)))
        .isInstanceOf(HeapException.class)
        .hasMessage("a watch every 10 ms would stop its target too often; 1 s at least");
  }
}
