package heapsh.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Standard input of cells: each time it runs dry, the front end asks its user for a line. Ends at
 * once where nobody can be asked, as in a run without a front end.
 */
final class ConsoleInput extends InputStream {
  /** Asks for lines. */
  interface Prompt {
    /** Returns the next line, or null when nobody can be asked. */
    String readLine() throws InterruptedException;
  }

  private final Prompt prompt;
  private byte[] line = {};
  private int at;

  ConsoleInput(Prompt prompt) {
    this.prompt = prompt;
  }

  @Override
  public synchronized int read() throws IOException {
    return fill() ? line[at++] & 0xFF : -1;
  }

  @Override
  public synchronized int read(byte[] into, int from, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int taken = Math.min(count, line.length - at);
    System.arraycopy(line, at, into, from, taken);
    at += taken;
    return taken;
  }

  @Override
  public synchronized int available() {
    return line.length - at;
  }

  private boolean fill() throws IOException {
    if (at < line.length) {
      return true;
    }
    try {
      String answer = prompt.readLine();
      if (answer == null) {
        return false;
      }
      line = (answer + "\n").getBytes(StandardCharsets.UTF_8);
      at = 0;
      return true;
    } catch (InterruptedException e) {
      throw new InterruptedIOException("interrupted while waiting for input");
    }
  }
}
