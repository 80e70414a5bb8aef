package heapsh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Prints as one line: no trace, no cause. */
class HeapExceptionTest {
  @Test
  void hasNeitherTraceNorCauseButKeepsTheFailure() {
    IOException failure = new IOException("disk");
    HeapException exception = new HeapException("cannot read it", failure);
    assertThat(exception.getStackTrace()).isEmpty();
    assertThat(exception.getCause()).isNull();
    assertThat(exception.getSuppressed()).containsExactly(failure);
    assertThat(new HeapException("no such thing").getSuppressed()).isEmpty();
  }
}
