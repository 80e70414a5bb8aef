package heapsh.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.HeapException;
import heapsh.fixtures.ChildJvm;
import heapsh.fixtures.GrowingProgram;
import heapsh.fixtures.Jdks;
import heapsh.fixtures.JmxPort;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Looks at real child JVMs through the JMX agents of their own JDKs, on loopback. */
@DisabledOnOs(OS.WINDOWS) // the agent wants a password file with POSIX permissions
class JmxSourceTest {
  private static final String LEAKED = GrowingProgram.Leaked.class.getName();
  private static final String PASSWORD = "let-me-in";

  @TempDir Path directory;

  @ParameterizedTest
  @MethodSource("heapsh.fixtures.Jdks#all")
  void countsExactlyWhatTheOtherJvmKeeps(Jdks.Jdk jdk) throws IOException {
    int port = JmxPort.free().number();
    try (ChildJvm child = ChildJvm.start(jdk, GrowingProgram.class, open(port));
        HistogramSource source = HistogramSource.of(JmxAddress.of("localhost:" + port))) {
      for (int step = 1; step <= 3; step++) {
        child.ask('l');
        assertThat(source.take(true).of(LEAKED).count())
            .isEqualTo((long) step * GrowingProgram.STEP);
      }
      assertThat(source.take(false).liveOnly()).isFalse();
      assertThat(source.describe()).isEqualTo("JVM at localhost:" + port);
    }
  }

  @ParameterizedTest
  @MethodSource("heapsh.fixtures.Jdks#all")
  void takesThePasswordAndTellsAWrongOne(Jdks.Jdk jdk) throws IOException {
    int port = JmxPort.free().number();
    try (ChildJvm child = ChildJvm.start(jdk, GrowingProgram.class, withPassword(port))) {
      child.ask('l');
      try (HistogramSource source = HistogramSource.of(address(port, "boss", PASSWORD, false))) {
        assertThat(source.take(true).of(LEAKED).count()).isEqualTo(GrowingProgram.STEP);
      }
      assertThatThrownBy(() -> HistogramSource.of(address(port, "boss", "wrong", false)))
          .isInstanceOf(HeapException.class)
          .hasMessageStartingWith(
              "the JVM at localhost:" + port + " refuses user boss with this password: ");
      assertThatThrownBy(() -> HistogramSource.of(JmxAddress.of("localhost:" + port)))
          .isInstanceOf(HeapException.class)
          .hasMessageContaining(" refuses to be asked without user and password: ");
    }
  }

  @Test
  void aUserWhoMayOnlyReadIsTold() throws IOException {
    int port = JmxPort.free().number();
    try (ChildJvm child = ChildJvm.start(Jdks.running(), GrowingProgram.class, withPassword(port));
        HistogramSource source = HistogramSource.of(address(port, "guest", PASSWORD, false))) {
      assertThat(child.isAlive()).isTrue();
      assertThatThrownBy(() -> source.take(true))
          .isInstanceOf(HeapException.class)
          .hasMessageContaining("does not let this user ask for class histograms")
          .hasMessageContaining("readwrite access");
    }
  }

  @ParameterizedTest
  @CsvSource({"false", "true"})
  void goesOverTlsWithRegistryBehindItOrNot(boolean registryToo) throws Exception {
    int port = JmxPort.free().number();
    List<String> arguments = new ArrayList<>(List.of(withPassword(port)));
    arguments.remove("-Dcom.sun.management.jmxremote.ssl=false");
    if (!registryToo) {
      // A port cannot speak both, so the connection gets one of its own.
      arguments.removeIf(argument -> argument.contains("jmxremote.rmi.port"));
    }
    arguments.addAll(
        List.of(
            "-Dcom.sun.management.jmxremote.ssl=true",
            "-Dcom.sun.management.jmxremote.registry.ssl=" + registryToo,
            "-Djavax.net.ssl.keyStore=" + Stores.KEYS,
            "-Djavax.net.ssl.keyStorePassword=" + Stores.PASSWORD));
    Stores.trust();
    try (ChildJvm child =
            ChildJvm.start(Jdks.running(), GrowingProgram.class, arguments.toArray(String[]::new));
        HistogramSource source = HistogramSource.of(address(port, "boss", PASSWORD, true))) {
      child.ask('l');
      assertThat(source.take(true).of(LEAKED).count()).isEqualTo(GrowingProgram.STEP);
    }
  }

  @Test
  void nothingIsSentWhereTlsIsDemandedAndNotOffered() throws Exception {
    Stores.trust();
    int port = JmxPort.free().number();
    try (ChildJvm child =
        ChildJvm.start(Jdks.running(), GrowingProgram.class, withPassword(port))) {
      assertThat(child.isAlive()).isTrue();
      assertThatThrownBy(() -> HistogramSource.of(address(port, "boss", PASSWORD, true)))
          .isInstanceOf(HeapException.class)
          .hasMessageContaining("offers no TLS")
          .hasMessageContaining("nothing was sent to it");
    }
  }

  @Test
  void aRestartedJvmIsFoundAgain() throws IOException {
    int port = JmxPort.free().number();
    HistogramSource source;
    try (ChildJvm child = ChildJvm.start(Jdks.running(), GrowingProgram.class, open(port))) {
      source = HistogramSource.of(JmxAddress.of("localhost:" + port));
      child.ask('l');
      source.take(true);
    }
    assertThatThrownBy(() -> source.take(true))
        .isInstanceOf(HeapException.class)
        .hasMessageContaining("localhost:" + port);
    try (ChildJvm again = ChildJvm.start(Jdks.running(), GrowingProgram.class, open(port))) {
      assertThat(again.isAlive()).isTrue();
      assertThat(source.take(true).of(LEAKED).count()).isZero();
    }
    source.close();
    assertThatThrownBy(() -> source.take(true))
        .isInstanceOf(HeapException.class)
        .hasMessageContaining("is closed");
  }

  @Test
  void dumpsOnItsOwnHostAndSaysWhere() throws IOException {
    int port = JmxPort.free().number();
    List<String> arguments = new ArrayList<>(List.of(open(port)));
    arguments.add("-Djava.io.tmpdir=" + directory);
    try (ChildJvm child =
            ChildJvm.start(Jdks.running(), GrowingProgram.class, arguments.toArray(String[]::new));
        JmxSource source = HistogramSource.of(JmxAddress.of("localhost:" + port))) {
      Path dump = Path.of(source.dumpThere(false));

      assertThat(child.isAlive()).isTrue();
      assertThat(dump).hasParent(directory).isNotEmptyFile();
      assertThat(source.isThisHost()).isTrue();
    }
  }

  @Test
  void whereNobodyListensIsTold() throws IOException {
    int port = JmxPort.free().number();
    assertThatThrownBy(() -> HistogramSource.of(JmxAddress.of("localhost:" + port)))
        .isInstanceOf(HeapException.class)
        .hasMessageStartingWith("cannot connect to the JVM at localhost:" + port + ": ")
        .hasMessageContaining("com.sun.management.jmxremote.port");
  }

  @Test
  void whoDoesNotAnswerIsNotWaitedForLong() throws IOException {
    try (ServerSocket silent = new ServerSocket(0)) {
      String target = "localhost:" + silent.getLocalPort();
      JmxAddress address = new JmxAddress(target, "", "", false, Duration.ofMillis(300));

      assertThatThrownBy(() -> HistogramSource.of(address))
          .isInstanceOf(HeapException.class)
          .hasMessageStartingWith("no answer from " + target + " within ");
    }
  }

  @Test
  void anInterruptEndsTheWait() throws IOException {
    try (ServerSocket silent = new ServerSocket(0)) {
      JmxAddress address = JmxAddress.of("localhost:" + silent.getLocalPort());
      Thread.currentThread().interrupt();

      assertThatThrownBy(() -> HistogramSource.of(address))
          .isInstanceOf(HeapException.class)
          .hasMessage("stopped");
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource({"localhost", "localhost:", "localhost:x", "localhost:70000", "a b:1", ":1", "h:1/x"})
  void whatIsNoAddressIsTold(String target) {
    assertThatThrownBy(() -> JmxAddress.of(target))
        .isInstanceOf(HeapException.class)
        .hasMessageContaining("is no address for JMX; take host:port");
  }

  @Test
  void thePasswordIsNotShown() {
    assertThat(address(1, "boss", PASSWORD, true)).hasToString("localhost:1 as boss over TLS");
  }

  private static JmxAddress address(int port, String user, String password, boolean tls) {
    return new JmxAddress("localhost:" + port, user, password, tls, JmxAddress.PATIENCE);
  }

  private static String[] open(int port) {
    return new JmxPort(port).open();
  }

  private String[] withPassword(int port) throws IOException {
    Path passwords =
        Files.createFile(
            directory.resolve("passwords" + port),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(passwords, "boss " + PASSWORD + "\nguest " + PASSWORD + "\n");
    Path access = directory.resolve("access" + port);
    Files.writeString(access, "boss readwrite\nguest readonly\n");
    return new JmxPort(port)
        .options(
            new String[0],
            "-Dcom.sun.management.jmxremote.password.file=" + passwords,
            "-Dcom.sun.management.jmxremote.access.file=" + access,
            "-Dcom.sun.management.jmxremote.ssl=false");
  }

  /** A key for localhost, and a store that trusts it, made once by keytool. */
  private static final class Stores {
    static final String PASSWORD = "changeit";
    static final Path KEYS;
    private static final Path TRUST;

    static {
      try {
        Path stores = Files.createTempDirectory("heapsh-test-stores");
        KEYS = stores.resolve("keys.p12");
        TRUST = stores.resolve("trust.p12");
        Path certificate = stores.resolve("localhost.crt");
        for (Path file : List.of(KEYS, TRUST, certificate)) {
          file.toFile().deleteOnExit();
        }
        keytool("-genkeypair", "-alias", "jmx", "-keyalg", "EC", "-dname", "CN=localhost");
        keytool("-exportcert", "-alias", "jmx", "-file", certificate.toString());
        run(
            "-importcert",
            "-noprompt",
            "-alias",
            "jmx",
            "-file",
            certificate.toString(),
            "-keystore",
            TRUST.toString(),
            "-storepass",
            PASSWORD);
      } catch (Exception e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    private static void keytool(String... command) throws Exception {
      List<String> all = new ArrayList<>(List.of(command));
      all.addAll(List.of("-keystore", KEYS.toString(), "-storepass", PASSWORD));
      if (command[0].equals("-genkeypair")) {
        all.addAll(List.of("-ext", "SAN=dns:localhost,ip:127.0.0.1"));
      }
      run(all.toArray(String[]::new));
    }

    private static void run(String... arguments) throws Exception {
      List<String> command = new ArrayList<>(List.of(Jdks.running().tool("keytool")));
      command.addAll(List.of(arguments));
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes());
      assertThat(process.waitFor()).as(output).isZero();
    }

    /** Makes this JVM trust the key; must come before its first use of TLS. */
    static void trust() {
      System.setProperty("javax.net.ssl.trustStore", TRUST.toString());
      System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
    }
  }
}
