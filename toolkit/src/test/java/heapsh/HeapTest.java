package heapsh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.hprof.FieldType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeapTest {
  @TempDir Path directory;
  @AutoClose private Heap hp;
  private long rooted;

  @BeforeEach
  void open() {
    hp =
        Heaps.of(
            directory,
            d -> {
              var map = d.newClass("java.util.HashMap").field("size", FieldType.INT);
              var linked = d.newClass("java.util.LinkedHashMap", map);
              d.newClass("java.util.concurrent.Exchanger");
              d.newClass("app.MyMap", linked);
              rooted = d.instance(map, 1);
              d.root(rooted);
              d.root(d.instance(linked, 1));
              d.root(d.instance(d.type("app.MyMap"), 1));
              d.root(d.string("text"));
              d.instance(map, 2);
            });
  }

  @Test
  void findsInstancesByNameGlobAndRegex() {
    assertThat(hp.instancesOf("java.util.HashMap").count()).isEqualTo(1);
    assertThat(hp.instancesOf("java.util.*").count()).isEqualTo(2);
    assertThat(hp.instancesOf("*Map").count()).isEqualTo(3);
    assertThat(hp.instancesOf(".*(Linked|My).*Map").count()).isEqualTo(2);
    assertThat(hp.instancesOf("/.*Map/").count()).isEqualTo(3);
    assertThat(hp.instancesOf("byte[]").count()).isEqualTo(1);
    assertThat(hp.instancesOf("java.util.HashMa?").count()).isEqualTo(1);
  }

  @Test
  void addsSubclasses() {
    assertThat(hp.instancesOf("java.util.HashMap").orSubclasses().count()).isEqualTo(3);
    assertThat(hp.instancesOf("app.MyMap").orSubclasses().count()).isEqualTo(1);
    assertThat(hp.unreachable().instancesOf("java.util.HashMap").orSubclasses().count())
        .isEqualTo(1);
  }

  @Test
  void suggestsNamesThatMayHaveBeenMeant() {
    assertThatThrownBy(() -> hp.instancesOf("java.util.HashMapp"))
        .isInstanceOf(HeapException.class)
        .hasMessage(
            "no class 'java.util.HashMapp' in this heap; did you mean 'java.util.HashMap'?");
    assertThatThrownBy(() -> hp.classNamed("LinkedHashMap"))
        .hasMessage(
            "no class 'LinkedHashMap' in this heap; did you mean 'java.util.LinkedHashMap'?");
    assertThatThrownBy(() -> hp.instancesOf("org.nowhere.*"))
        .hasMessage(
            "no class 'org.nowhere.*' in this heap; look for it with"
                + " instancesOf(\"*part of its name*\")");
    assertThatThrownBy(() -> hp.instancesOf("(java"))
        .isInstanceOf(HeapException.class)
        .hasMessageStartingWith("'(java' is no valid pattern: ");
    assertThatThrownBy(() -> hp.instancesOf(" ")).isInstanceOf(HeapException.class);
    assertThatThrownBy(() -> hp.classNamed(null)).isInstanceOf(HeapException.class);
  }

  @Test
  void findsClassObjects() {
    assertThat(hp.classNamed("app.MyMap").theOne().className()).isEqualTo("java.lang.Class");
  }

  @Test
  void findsObjectsById() {
    assertThat(hp.at(rooted).id()).isEqualTo(rooted);
    assertThat(hp.iso(rooted).theOne()).isEqualTo(hp.at(rooted));
    assertThat(hp.iso().isEmpty()).isTrue();
    assertThatThrownBy(() -> hp.iso(rooted, 0x77))
        .isInstanceOf(HeapException.class)
        .hasMessageMatching(
            "no object at 0x77: objects of this heap have ids from 0x1000 to 0x[0-9a-f]+, as byId\\(\\)"
                + " shows them");
  }

  @Test
  void countsEveryRecordAsAnObject() {
    long classes = hp.all().instancesOf("java.lang.Class").count();

    // Four maps, a String and its bytes.
    assertThat(hp.all().count()).isEqualTo(classes + 6);
    assertThat(hp.heap().count()).isEqualTo(hp.all().count() - 1);
  }

  @Test
  void describesItself() {
    HeapInfo info = hp.info();

    assertThat(info.objects()).isEqualTo(hp.all().count());
    assertThat(info.bytes()).isEqualTo(hp.all().size());
    assertThat(info.jvm()).startsWith("unknown");
    assertThat(info.toString())
        .contains(
            "format   JAVA PROFILE 1.0.2, 8-byte ids", "layout   64-bit, compressed references")
        .hasSizeLessThanOrEqualTo(1000);
    assertThat(info.toString().lines())
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    assertThat(hp.toString()).startsWith("<heap test.hprof, ");
  }

  @Test
  void saysThatItIsClosed() throws IOException {
    ObjectSet set = hp.heap();
    hp.close();
    hp.close();

    assertThatThrownBy(hp::heap)
        .isInstanceOf(HeapException.class)
        .hasMessage("this heap is closed; open(...) it again");
    assertThatThrownBy(set::referrers).isInstanceOf(HeapException.class);
    assertThat(hp.toString()).isEqualTo("<heap test.hprof, closed>");
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files.map(file -> file.getFileName().toString())).containsExactly("test.hprof");
    }
  }

  @Test
  void refusesAScratchDirectoryThatIsNotThere() {
    assertThatThrownBy(() -> Options.defaults().scratchDirectory(directory.resolve("none")))
        .isInstanceOf(HeapException.class)
        .hasMessageStartingWith("no directory ");
  }

  @Test
  void stopsWhenInterrupted() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> hp.all().size())
        .isInstanceOf(HeapException.class)
        .hasMessage("stopped");
    assertThat(Thread.interrupted()).isFalse();
    assertThat(hp.all().size()).isPositive();
  }
}
