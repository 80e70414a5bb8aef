package heapsh.kernel;

import io.github.spencerpark.jupyter.channels.ShellReplyEnvironment;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.messages.publish.PublishDisplayData;
import io.github.spencerpark.jupyter.messages.publish.PublishUpdateDisplayData;
import java.util.UUID;

/**
 * The output area of the cell that runs, or that ran last: what threads print after their cell has
 * ended still goes there. Thread-safe.
 */
final class Page {
  private static final long SEND_MILLIS = 100;

  private final SocketThread sender = new SocketThread("output");
  private final Console out =
      new Console(sender::run, text -> cell().writeToStdOut(text), this::progress);
  private final Console err =
      new Console(sender::run, text -> cell().writeToStdErr(text), this::progress);
  private volatile ShellReplyEnvironment cell;
  private volatile boolean inputAllowed;
  private String progressId;
  private String progressText = "";

  Page() {
    sender.every(SEND_MILLIS, this::send);
  }

  Console out() {
    return out;
  }

  Console err() {
    return err;
  }

  /** Returns where the messages of the cell go. */
  ShellReplyEnvironment cell() {
    return cell;
  }

  boolean isInputAllowed() {
    return inputAllowed;
  }

  /** Begins the output of a cell; what was printed before still belongs to the one before. */
  void begin(ShellReplyEnvironment newCell, boolean mayAsk) {
    send(); // Without the lock: a console that sends takes it for progress.
    synchronized (this) {
      cell = newCell;
      inputAllowed = mayAsk;
      progressId = null;
      progressText = "";
    }
  }

  /** Sends what was printed so far, and waits for that. */
  void flush() {
    sender.run(this::send);
  }

  private void send() {
    if (cell != null) {
      out.send();
      err.send();
    }
  }

  /** Sends everything that the cell has printed; see {@link Console#end}. */
  void end(boolean keepLine) {
    out.end(keepLine);
    err.end(keepLine);
  }

  /** Shows something, below what was printed so far. */
  void display(DisplayData data) {
    sender.run(
        () -> {
          send();
          cell.publish(new PublishDisplayData(data));
        });
  }

  private synchronized void progress(String text) {
    if (text.equals(progressText)) {
      return;
    }
    progressText = text;
    DisplayData data = new DisplayData(PlainText.of(text));
    if (progressId == null) {
      progressId = UUID.randomUUID().toString();
      data.setDisplayId(progressId);
      cell.publish(new PublishDisplayData(data));
    } else {
      data.setDisplayId(progressId);
      cell.publish(new PublishUpdateDisplayData(data));
    }
  }
}
