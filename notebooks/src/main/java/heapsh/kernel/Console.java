package heapsh.kernel;

import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * What is printed, on its way to the notebook: collected, and sent in larger pieces. A line that a
 * program writes over again and again with {@code \r}, as progress is, goes to a place of its own
 * that is written over too, instead of filling the page. Thread-safe.
 */
final class Console extends OutputStream {
  private static final PrintStream ORIGINAL =
      new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
  private static final int SEND_BYTES = 1 << 16;

  private final Consumer<Runnable> sender;
  private final Consumer<String> page;
  private final Consumer<String> progress;
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final StringBuilder line = new StringBuilder();
  private boolean overwriting;
  private boolean returned;

  /**
   * Makes a console.
   *
   * @param sender runs what sends, on a thread that may do that, and waits for it
   * @param page takes text to append
   * @param progress takes the line that is written over, empty when there is none any more
   */
  Console(Consumer<Runnable> sender, Consumer<String> page, Consumer<String> progress) {
    this.sender = sender;
    this.page = page;
    this.progress = progress;
  }

  /** Returns the standard error that this process was started with: Jupyter's log. */
  static PrintStream original() {
    return ORIGINAL;
  }

  /** Returns a stream that prints here. */
  PrintStream stream() {
    return new PrintStream(this, false, StandardCharsets.UTF_8);
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] data, int from, int count) {
    boolean much;
    synchronized (this) {
      bytes.write(data, from, count);
      much = bytes.size() >= SEND_BYTES;
    }
    if (much) {
      sender.accept(this::send); // A thread that prints faster than it is sent waits.
    }
  }

  /** Sends what was printed; what is in the middle of a character waits for the rest of it. */
  synchronized void send() {
    if (bytes.size() == 0) {
      return;
    }
    byte[] all = bytes.toByteArray();
    int whole = wholeCharacters(all);
    bytes.reset();
    bytes.write(all, whole, all.length - whole);
    append(new String(all, 0, whole, StandardCharsets.UTF_8));
  }

  /**
   * Sends what was printed, and ends a line that was written over.
   *
   * @param keepLine whether that line is to stay: the progress of what has failed is not
   */
  synchronized void end(boolean keepLine) {
    send();
    if (overwriting) {
      overwriting = false;
      progress.accept("");
      page(keepLine && !returned ? line.toString().stripTrailing() : "");
      line.setLength(0);
    }
    returned = false;
  }

  private void append(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\r') {
        returned = true;
      } else if (c == '\n') {
        returned = false;
        endLine(plain);
      } else {
        if (returned) {
          returned = false;
          overwriting = true;
          line.setLength(0);
        }
        (overwriting ? line : plain).append(c);
      }
    }
    page(plain.toString());
    if (overwriting) {
      progress.accept(returned ? "" : line.toString().stripTrailing());
    }
  }

  /** Ends a line; one that was written over is then there to stay, unless it was wiped out. */
  private void endLine(StringBuilder plain) {
    if (overwriting) {
      plain.append(line.toString().stripTrailing());
      line.setLength(0);
      overwriting = false;
      progress.accept("");
    }
    plain.append('\n');
  }

  private void page(String text) {
    if (!text.isEmpty()) {
      page.accept(text);
    }
  }

  /** Returns how many of the bytes are whole characters of UTF-8. */
  private static int wholeCharacters(byte[] utf8) {
    int last = utf8.length - 1;
    int begin = last;
    while (begin >= 0 && begin > last - 3 && (utf8[begin] & 0xC0) == 0x80) {
      begin--;
    }
    if (begin < 0) {
      return utf8.length;
    }
    int lead = utf8[begin] & 0xFF;
    int length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    return begin + length > utf8.length ? begin : utf8.length;
  }
}
