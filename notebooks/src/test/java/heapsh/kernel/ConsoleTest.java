package heapsh.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleTest {
  private final List<String> page = new ArrayList<>();
  private final List<String> progress = new ArrayList<>();
  private final Console console = new Console(Runnable::run, page::add, progress::add);
  private final PrintStream out = console.stream();

  @Test
  void sendsWhatWasPrintedInOnePiece() {
    out.print("a");
    out.println("b");
    assertThat(page).isEmpty();
    console.send();

    assertThat(page).containsExactly("ab\n");
    assertThat(progress).isEmpty();
  }

  @Test
  void sendsByItselfWhatIsMuch() {
    out.print("x".repeat(200_000));

    assertThat(String.join("", page)).hasSizeGreaterThan(60_000);
  }

  @Test
  void aLineWrittenOverIsNoTextOfThePage() {
    out.print("\rreading  10%");
    console.send();
    out.print("\rreading  20%");
    console.send();
    out.print("\r            \r");
    out.println("done");
    console.send();

    assertThat(page).containsExactly("done\n");
    assertThat(progress).startsWith("reading  10%", "reading  20%").last().isEqualTo("");
  }

  @Test
  void aLineWrittenOverThatEndsStays() {
    out.print("\r10%");
    out.print("\r20%\nnext\n");
    console.send();

    assertThat(page).containsExactly("20%\nnext\n");
  }

  @Test
  void theLineStaysAtTheEndOfACellUnlessItHasFailed() {
    out.print("\r70%");
    console.end(true);
    assertThat(page).containsExactly("70%");

    out.print("\r80%");
    console.end(false);
    assertThat(page).containsExactly("70%");
    assertThat(progress).last().isEqualTo("");
  }

  @Test
  void theLineEndsOfWindowsAreLineEnds() {
    out.print("a\r\nb\r\n");
    console.send();

    assertThat(page).containsExactly("a\nb\n");
  }

  @Test
  void aCharacterThatIsPrintedInPartsIsSentWhole() {
    byte[] face = "x\uD83D\uDE00".getBytes(StandardCharsets.UTF_8);
    console.write(face, 0, 3);
    console.send();
    console.write(face, 3, 2);
    console.send();

    assertThat(String.join("", page)).isEqualTo("x\uD83D\uDE00");
  }

  @Test
  void whatIsNoTextDoesNotStopIt() {
    console.write(new byte[] {(byte) 0xFF, (byte) 0xFE, 'a', '\n'}, 0, 4);
    console.write(new byte[] {(byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 0x80}, 0, 4);
    out.println("\uD800");
    console.send();

    assertThat(String.join("", page)).contains("a\n").endsWith("?\n");
  }
}
