package heapsh.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.HeapException;
import heapsh.fixtures.ChildJvm;
import heapsh.fixtures.Jdks;
import heapsh.fixtures.LeakingProgram;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LiveDumpTest {
  private final List<String> announced = new ArrayList<>();

  @ParameterizedTest
  @MethodSource("heapsh.fixtures.Jdks#all")
  void dumpsAnotherJvmAndLeavesItRunning(Jdks.Jdk jdk) throws IOException {
    try (ChildJvm child = ChildJvm.start(jdk, LeakingProgram.class);
        LiveDump dump = LiveDump.take(child.pid(), announced::add)) {
      assertThat(Files.size(dump.path())).isGreaterThan(leakedBytes(child));
      assertThat(startOf(dump.path())).isEqualTo("JAVA PROFILE 1.0.2");
      assertThat(child.isAlive()).isTrue();
    }
    assertThat(announced)
        .singleElement()
        .asString()
        .matches(
            "Pausing process \\d+ to collect its garbage and dump up to \\d+\\.\\d MiB \\.\\.\\.");
  }

  @Test
  void dumpsThisJvm() throws IOException {
    try (LiveDump dump = LiveDump.ofSelf(announced::add)) {
      assertThat(startOf(dump.path())).isEqualTo("JAVA PROFILE 1.0.2");
    }
    assertThat(announced).hasSize(1);
  }

  @Test
  void ourOwnPidMeansThisJvm() throws IOException {
    try (LiveDump dump = LiveDump.take(ProcessHandle.current().pid(), announced::add)) {
      assertThat(startOf(dump.path())).isEqualTo("JAVA PROFILE 1.0.2");
    }
  }

  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void onlyTheOwnerMayReadAndNothingIsLeftAfterClose() throws IOException {
    Path path;
    try (LiveDump dump = LiveDump.ofSelf(announced::add)) {
      path = dump.path();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .isEqualTo("rw-------");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path.getParent())))
          .isEqualTo("rwx------");
    }
    assertThat(path.getParent()).doesNotExist();
  }

  @Test
  void unknownPidIsToldWithTheJvmsThereAre() {
    try (ChildJvm child = ChildJvm.start(Jdks.running(), LeakingProgram.class)) {
      assertThatThrownBy(() -> LiveDump.take(Integer.MAX_VALUE, announced::add))
          .isInstanceOf(HeapException.class)
          .hasMessageStartingWith("no process 2147483647; JVMs here: ")
          .hasMessageEndingWith("see jvms()");
      assertThat(child.isAlive()).isTrue();
    }
    assertThat(announced).isEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aProcessThatIsNoJvmIsToldAndUnharmed() throws Exception {
    Process cat = new ProcessBuilder("cat").start();
    try {
      assertThatThrownBy(() -> LiveDump.take(cat.pid(), announced::add))
          .isInstanceOf(HeapException.class)
          .hasMessageStartingWith("process " + cat.pid() + " is no JVM; ");
      cat.getOutputStream().write('x');
      cat.getOutputStream().close();
      assertThat(cat.waitFor()).isZero(); // the signal that begins an attach would have ended it
    } finally {
      cat.destroyForcibly();
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void disabledAttachIsTold() {
    String flag = "-XX:+DisableAttachMechanism";
    try (ChildJvm child = ChildJvm.start(Jdks.running(), LeakingProgram.class, flag)) {
      assertThatThrownBy(() -> LiveDump.take(child.pid(), announced::add))
          .isInstanceOf(HeapException.class)
          .hasMessageContaining("started with " + flag + "; restart it without");
    }
  }

  @Test
  void aPlaceThatIsNotThereIsToldWithTheWayOut(@TempDir Path directory) {
    String before = System.getProperty("java.io.tmpdir");
    System.setProperty("java.io.tmpdir", directory.resolve("missing").toString());
    try {
      assertThatThrownBy(() -> LiveDump.ofSelf(announced::add))
          .isInstanceOf(HeapException.class)
          .hasMessageStartingWith("cannot make a directory in " + directory.resolve("missing"))
          .hasMessageContaining("System.setProperty(\"java.io.tmpdir\"");
    } finally {
      System.setProperty("java.io.tmpdir", before);
    }
  }

  @Test
  void tooLittleRoomIsToldBeforeThePause() throws IOException {
    try (PrivateFile file = PrivateFile.in("x.hprof")) {
      assertThatThrownBy(() -> file.checkRoom(Long.MAX_VALUE))
          .isInstanceOf(HeapException.class)
          .hasMessageContaining(" MiB free and the dump may need ")
          .hasMessageContaining("System.setProperty(\"java.io.tmpdir\"");
      file.checkRoom(1);
    }
  }

  @Test
  void aFailedDumpLeavesNothingBehind(@TempDir Path directory) throws IOException {
    String before = System.getProperty("java.io.tmpdir");
    System.setProperty("java.io.tmpdir", directory.toString());
    try {
      assertThatThrownBy(
              () ->
                  LiveDump.ofSelf(
                      line -> {
                        throw new HeapException("no");
                      }))
          .hasMessage("no");
      try (Stream<Path> left = Files.list(directory)) {
        assertThat(left).isEmpty();
      }
    } finally {
      System.setProperty("java.io.tmpdir", before);
    }
  }

  private static long leakedBytes(ChildJvm child) {
    return Long.parseLong(child.firstLine().split(" ")[1]);
  }

  private static String startOf(Path dump) throws IOException {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(dump))) {
      return new String(in.readNBytes(18), StandardCharsets.US_ASCII);
    }
  }
}
