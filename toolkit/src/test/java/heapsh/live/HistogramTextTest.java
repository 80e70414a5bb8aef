package heapsh.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heapsh.HeapException;
import heapsh.fixtures.ChildJvm;
import heapsh.fixtures.GrowingProgram;
import heapsh.fixtures.Jdks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class HistogramTextTest {
  private static final String JMAP_8 =
      """

       num     #instances         #bytes  class name
      ----------------------------------------------
         1:          5112         553352  [C
         2:           471         196016  [B
         3:             3          80000  [[I
         4:          4996         119904  java.lang.String
         5:           512          20480  [Ljava.lang.Object;
         6:             1             16  com.acme.a b.Kotlin$name$1
      Total         11095         969768
      """;

  private static final String JCMD_11 =
      """
      4711:
       num     #instances         #bytes  class name (module)
      -------------------------------------------------------
         1:          5112         553352  [B (java.base@11.0.22)
         2:             2             64  com.acme.Main$$Lambda$14/0x0000000800066840
         3:             1             24  [Lcom.acme.Foo; (com.acme@1.0)
         4:             2             48  com.acme.Foo
         5:             1             24  com.acme.Foo
         6:             1             16  jdk.proxy1.$Proxy0 (jdk.proxy1)
      Total          5119         553528
      """;

  @TempDir Path directory;

  @Test
  void readsWhatJdk8Prints() throws IOException {
    ClassHistogram histogram = read(JMAP_8).histogram();

    assertThat(histogram.rows())
        .extracting(ClassCount::className)
        .containsExactly(
            "char[]",
            "byte[]",
            "java.lang.String",
            "int[][]",
            "java.lang.Object[]",
            "com.acme.a b.Kotlin$name$1");
    assertThat(histogram.of("java.lang.Object[]").count()).isEqualTo(512);
    assertThat(histogram.totalBytes()).isEqualTo(969768);
    assertThat(read(JMAP_8).pid()).isEqualTo(-1);
  }

  @Test
  void readsWhatJcmdPrintsAndSumsClassesOfTwoLoaders() throws IOException {
    SavedHistogram saved = read(JCMD_11);

    assertThat(saved.pid()).isEqualTo(4711);
    assertThat(saved.histogram().of("com.acme.Foo"))
        .isEqualTo(new ClassCount("com.acme.Foo", 3, 72));
    assertThat(saved.histogram().rows())
        .extracting(ClassCount::className)
        .containsExactly(
            "byte[]",
            "com.acme.Foo",
            "com.acme.Main$$Lambda$14/0x0000000800066840",
            "com.acme.Foo[]",
            "jdk.proxy1.$Proxy0");
  }

  @Test
  void readsWhatWindowsSaves() throws IOException {
    String lines = JCMD_11.replace("\n", "\r\n");
    Path utf16 = directory.resolve("powershell.txt");
    Files.write(utf16, ("\uFEFF" + lines).getBytes(StandardCharsets.UTF_16LE));
    Path utf8 = directory.resolve("editor.txt");
    Files.write(utf8, ("\uFEFF" + lines).getBytes(StandardCharsets.UTF_8));

    assertThat(SavedHistogram.read(utf16).histogram().totalCount()).isEqualTo(5119);
    assertThat(SavedHistogram.read(utf8).histogram().totalCount()).isEqualTo(5119);
  }

  @ParameterizedTest
  @MethodSource("heapsh.fixtures.Jdks#all")
  void readsWhatTheToolsOfThisJdkPrint(Jdks.Jdk jdk) throws Exception {
    try (ChildJvm child = ChildJvm.start(jdk, GrowingProgram.class)) {
      child.ask('l');
      String pid = Long.toString(child.pid());
      SavedHistogram jcmd = saved(jdk.tool("jcmd"), pid, "GC.class_histogram");
      SavedHistogram all = saved(jdk.tool("jcmd"), pid, "GC.class_histogram", "-all");
      SavedHistogram jmap = saved(jdk.tool("jmap"), "-histo:live", pid);

      String leaked = GrowingProgram.Leaked.class.getName();
      for (SavedHistogram saved : new SavedHistogram[] {jcmd, all, jmap}) {
        assertThat(saved.histogram().of(leaked).count()).isEqualTo(GrowingProgram.STEP);
        assertThat(saved.histogram().of("byte[]").count()).isPositive();
      }
      assertThat(jcmd.pid()).isEqualTo(child.pid());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "\"\" | x.txt holds no class histogram: it is empty",
        "hello | x.txt, line 1: 'hello' is no header of a class histogram",
        "\"4711:\nhello\" | x.txt, line 2: 'hello' is no header",
        "\"4711:\njava.io.IOException: gone\" | x.txt, line 2: 'java.io.IOException: gone' is no",
        "HEAD | x.txt is cut off after line 1: the line Total is missing",
        "\"HEAD\n--\" | x.txt, line 2: '--' should be the rule below the header",
        "\"HEAD\nRULE\n  1:  2  3  a.B\" | x.txt is cut off after line 3",
        "\"HEAD\nRULE\n  1:  2  a.B\nTotal 1 2\" | x.txt, line 3: '1:  2  a.B' is no row",
        "\"HEAD\nRULE\n  1:  2  -3 a.B\nTotal 1 2\" | x.txt, line 3: '1:  2  -3 a.B' is no row",
        "\"HEAD\nRULE\n  1:  2  3\nTotal 1 2\" | x.txt, line 3: '1:  2  3' is no row",
        "\"HEAD\nRULE\n 1: 2 99999999999999999999 a\nTotal 1 2\" | x.txt, line 3: '1: 2 9999",
        "\"HEAD\nRULE\n 1: 2 3 a\nTotal 2 4\" | x.txt lacks rows: line 4 says 2 instances, 4 bytes",
        "\"HEAD\nRULE\n 1: 2 3 a\nTotal 2\" | x.txt, line 4: 'Total 2' should be the total",
        "\"HEAD\nRULE\n 1: 2 3 a\nTotal 2 3\nmore\" | x.txt, line 5: 'more' stands below the line",
        "\"HEAD\nRULE\n 1: 2 3 \u001b[31m\n\" | x.txt is cut off after line 3",
        "x\u001b[31m | x.txt, line 1: 'x?[31m' is no header",
      })
  void whatIsNoHistogramIsToldByItsLine(String text, String message) throws IOException {
    String whole =
        text.replace("HEAD", " num     #instances         #bytes  class name")
            .replace("RULE", "-----------------------------");

    assertThatThrownBy(() -> read(whole))
        .isInstanceOf(HeapException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void everyCutIsToldAndNoneIsTakenForTheWhole() {
    for (int end = 0; end < JCMD_11.strip().length(); end++) {
      String cut = JCMD_11.substring(0, end);
      assertThatThrownBy(() -> read(cut)).as(cut).isInstanceOf(HeapException.class);
    }
  }

  @Test
  void changedBytesGiveAHistogramOrOneLine() throws IOException {
    byte[] text = JCMD_11.getBytes(StandardCharsets.UTF_8);
    Random random = new Random(4);
    int refused = 0;
    for (int i = 0; i < 2000; i++) {
      byte[] changed = text.clone();
      changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      Path file = Files.write(directory.resolve("changed.txt"), changed);
      try {
        SavedHistogram.read(file);
      } catch (HeapException e) {
        assertThat(e.getMessage()).doesNotContain("\n");
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(500);
  }

  @Test
  void aLineWithoutEndIsRefusedEarly() throws IOException {
    Path file = directory.resolve("long.txt");
    Files.write(file, new byte[1 << 20]);

    assertThatThrownBy(() -> SavedHistogram.read(file))
        .isInstanceOf(HeapException.class)
        .hasMessageContaining("goes on for more than 131072 characters");
  }

  @Test
  void whatIsNoFileIsTold() {
    assertThatThrownBy(() -> SavedHistogram.read(directory.resolve("none.txt")))
        .isInstanceOf(HeapException.class)
        .hasMessageStartingWith("no file ");
    assertThatThrownBy(() -> SavedHistogram.read(directory))
        .isInstanceOf(HeapException.class)
        .hasMessageContaining("is a directory");
  }

  @ParameterizedTest
  @CsvSource({"[B, byte[]", "[[J, long[][]", "[La.B;, a.B[]", "[[[La.B$C;, a.B$C[][][]"})
  void arraysAreNamedAsInJava(String jvm, String java) {
    assertThat(JvmNames.toJava(jvm)).isEqualTo(java);
  }

  @ParameterizedTest
  @CsvSource({"a.B", "[", "[[", "[X", "[L;", "[BB", "<methodKlass>"})
  void otherNamesStay(String name) {
    assertThat(JvmNames.toJava(name)).isEqualTo(name);
  }

  private SavedHistogram saved(String... command) throws Exception {
    Path file = directory.resolve("saved.txt");
    Process process = new ProcessBuilder(command).redirectOutput(file.toFile()).start();
    assertThat(process.waitFor()).isZero();
    return SavedHistogram.read(file);
  }

  private SavedHistogram read(String text) throws IOException {
    return SavedHistogram.read(Files.writeString(directory.resolve("x.txt"), text));
  }
}
