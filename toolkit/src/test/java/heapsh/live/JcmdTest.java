package heapsh.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JcmdTest {
  @Test
  void tellsTheReasonOfAFailedDump() {
    String output = "4711:\nDumping heap to /x/live.hprof ...\nDump file is incomplete: No space\n";

    assertThat(Jcmd.reason(output)).isEqualTo("Dump file is incomplete: No space");
  }

  @Test
  void tellsTheExceptionWithoutItsFrames() {
    String output =
        "4711:\njava.io.IOException: Connection refused\n\tat a.B.c(B.java:1)\nCaused by: x\n";

    assertThat(Jcmd.reason(output)).isEqualTo("java.io.IOException: Connection refused");
  }

  @Test
  void controlCharactersDoNotPass() {
    assertThat(Jcmd.reason("\u001b[31mred")).isEqualTo("?[31mred");
  }
}
