package heapsh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.fixtures.ChildJvm;
import heapsh.fixtures.GrowingProgram;
import heapsh.fixtures.Jdks;
import heapsh.fixtures.JmxPort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LiveHeapTest {
  private static final String LEAKED = GrowingProgram.Leaked.class.getName();
  private static final String COLLECTS =
      "Each look makes that JVM collect its garbage; includingGarbage() does not.";

  @ParameterizedTest
  @MethodSource("heapsh.fixtures.Jdks#all")
  void tellsTheGrowthOfARunningJvm(Jdks.Jdk jdk) {
    try (ChildJvm child = ChildJvm.start(jdk, GrowingProgram.class);
        Heap hp = Heap.attach(child.pid())) {
      child.ask('l');
      assertThat(hp.growth().only(LEAKED).get(0).countChange()).isEqualTo(GrowingProgram.STEP);
      child.ask('l');

      Growth growth = hp.growth().only(LEAKED);
      assertThat(growth.rows()).hasSize(1);
      assertThat(growth.get(0).count()).isEqualTo(2L * GrowingProgram.STEP);
      assertThat(growth.get(0).countChange()).isEqualTo(GrowingProgram.STEP);

      child.ask('f');
      assertThat(hp.growth().only(LEAKED).isEmpty()).isTrue();
      child.ask('l');
      Growth back = hp.growth().only(LEAKED);
      assertThat(back.toString()).startsWith("No growth since ");
      assertThat(back.sinceLast().get(0).countChange()).isEqualTo(GrowingProgram.STEP);
    }
  }

  @Test
  void saysOnceThatItCausesCollections() {
    try (ChildJvm child = ChildJvm.start(Jdks.running(), GrowingProgram.class);
        Heap hp = Heap.attach(child.pid())) {
      assertThat(hp.growth().text()).contains(COLLECTS);
      assertThat(hp.growth().text()).doesNotContain(COLLECTS);
      assertThat(hp.summary().text()).doesNotContain(COLLECTS);
    }
  }

  @Test
  void garbageHasLooksOfItsOwn() {
    try (ChildJvm child = ChildJvm.start(Jdks.running(), GrowingProgram.class);
        Heap hp = Heap.attach(child.pid())) {
      hp.growth();
      child.ask('g');
      Growth all = hp.includingGarbage().growth();

      assertThat(all.text()).contains("first look at").doesNotContain(COLLECTS);
      assertThat(all.only(GrowingProgram.Dropped.class.getName()).get(0).count())
          .isEqualTo(GrowingProgram.STEP);
      assertThat(hp.includingGarbage().growth().text()).doesNotContain("first look");
    }
  }

  @Test
  void isDumpedOnceUntilRefreshedAndNothingIsLeft(@TempDir Path directory) throws IOException {
    String before = System.getProperty("java.io.tmpdir");
    System.setProperty("java.io.tmpdir", directory.toString());
    try (ChildJvm child = ChildJvm.start(Jdks.running(), GrowingProgram.class)) {
      Options options = Options.defaults().scratchDirectory(directory);
      Heap hp = Heap.attach(child.pid(), options);
      child.ask('l');
      hp.growth();
      assertThat(hp.toString()).contains("not dumped yet");
      assertThat(dumps(directory)).isEmpty();

      ObjectSet objects = hp.instancesOf(LEAKED);
      assertThat(objects.count()).isEqualTo(GrowingProgram.STEP);
      child.ask('l');
      assertThat(hp.instancesOf(LEAKED).count()).isEqualTo(GrowingProgram.STEP);
      assertThat(dumps(directory)).hasSize(1);

      Heap fresh = hp.refresh();
      assertThat(dumps(directory)).isEmpty();
      assertThat(fresh.growth().only(LEAKED).get(0).countChange()).isEqualTo(GrowingProgram.STEP);
      assertThat(fresh.instancesOf(LEAKED).count()).isEqualTo(2 * GrowingProgram.STEP);
      assertThatThrownBy(() -> objects.referrers().count())
          .isInstanceOf(HeapException.class)
          .hasMessage("this heap was refreshed; go on with the new one, hp = hp.refresh()");
      assertThatThrownBy(hp::growth).isInstanceOf(HeapException.class);

      fresh.close();
      assertThat(dumps(directory)).isEmpty();
    } finally {
      System.setProperty("java.io.tmpdir", before);
    }
  }

  @Test
  void growthCountsFromTheStartOfTheRun() throws IOException {
    JmxPort port = JmxPort.free();
    ChildJvm child = ChildJvm.start(Jdks.running(), GrowingProgram.class, port.open());
    try (Heap hp = Heap.jmx(Jmx.at(port.address()))) {
      child.ask('l');
      hp.growth();
      child.ask('l');
      assertThat(hp.growth().only(LEAKED).get(0).countChange()).isEqualTo(GrowingProgram.STEP);
      child.close();
      child = ChildJvm.start(Jdks.running(), GrowingProgram.class, port.open());
      child.ask('l');
      assertThat(hp.growth().toString()).contains("was started anew").contains("first look at");
      child.ask('l');
      assertThat(hp.growth().only(LEAKED).get(0).countChange()).isEqualTo(GrowingProgram.STEP);
    } finally {
      child.close();
    }
  }

  @Test
  void aDumpOverJmxIsOpenedWhereTheHostIsThisOneAndRemoved(@TempDir Path directory)
      throws IOException {
    JmxPort port = JmxPort.free();
    String[] jmx = port.open("-Djava.io.tmpdir=" + directory);
    try (ChildJvm child = ChildJvm.start(Jdks.running(), GrowingProgram.class, jmx)) {
      Heap hp = Heap.jmx(Jmx.at(port.address()));
      child.ask('l');
      assertThat(hp.growth().only(LEAKED).get(0).count()).isEqualTo(GrowingProgram.STEP);
      assertThat(dumps(directory)).isEmpty();

      assertThat(hp.instancesOf(LEAKED).count()).isEqualTo(GrowingProgram.STEP);
      assertThat(dumps(directory)).hasSize(1);
      hp.close();
      assertThat(dumps(directory)).isEmpty();
    }
  }

  @Test
  void aDumpCountsAsTheJvmDid() {
    try (ChildJvm child = ChildJvm.start(Jdks.running(), GrowingProgram.class);
        Heap hp = Heap.attach(child.pid())) {
      child.ask('l');
      long live = hp.histogram().of(LEAKED).bytes();
      Stat dumped = hp.heap().stat();

      assertThat(ClassCounts.of(hp).of(LEAKED).bytes()).isEqualTo(live);
      assertThat(dumped.rows()).contains(new StatRow(LEAKED, GrowingProgram.STEP, live));
      assertThat(hp.typeStats()).containsEntry(LEAKED, (long) GrowingProgram.STEP);
      assertThat(hp.mostCommon(2).rows()).hasSize(2);
    }
  }

  @Test
  void tracksWhatChangesBetweenLooksAndMarks() {
    try (ChildJvm child = ChildJvm.start(Jdks.running(), GrowingProgram.class);
        Heap hp = Heap.attach(child.pid())) {
      Tracker tracker = hp.tracker();
      child.ask('l');
      tracker.mark("one");
      assertThat(leaked(tracker.diff())).isEqualTo(GrowingProgram.STEP);
      assertThat(leaked(tracker.diff())).isZero();
      child.ask('l');
      child.ask('l');
      tracker.mark("three");
      child.ask('f');

      assertThat(leaked(tracker.diff())).isEqualTo(GrowingProgram.STEP);
      assertThat(leaked(tracker.diff("one", "three"))).isEqualTo(2 * GrowingProgram.STEP);
      assertThat(leaked(tracker.diff("three", "one"))).isEqualTo(-2 * GrowingProgram.STEP);
      assertThatThrownBy(() -> tracker.diff("one", "tree"))
          .isInstanceOf(HeapException.class)
          .hasMessageStartingWith("no mark 'tree'; did you mean 'three'?");
      assertThat(tracker.marks()).containsExactly("one", "three");
    }
  }

  @Test
  void aDumpHasNoGrowthOfItsOwn(@TempDir Path directory) {
    try (Heap hp = Heaps.of(directory, d -> d.root(d.instance(d.newClass("a.B"))))) {
      assertThatThrownBy(hp::growth)
          .isInstanceOf(HeapException.class)
          .hasMessageStartingWith("growth() needs a running JVM, and ")
          .hasMessageContaining(" is a dump: attach(pid), or compare dumps with Growth.of(...)");
      assertThat(hp.histogram().of("a.B").count()).isEqualTo(1);
      assertThat(hp.summary().rows()).extracting(StatRow::name).contains("a.B");
    }
  }

  private static long leaked(Summary summary) {
    return summary.rows().stream()
        .filter(row -> row.name().equals(LEAKED))
        .mapToLong(StatRow::count)
        .sum();
  }

  private static List<Path> dumps(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".hprof")).toList();
    }
  }
}
