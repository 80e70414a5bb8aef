package heapsh.live;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * Sends diagnostic commands to another JVM: over its attach socket where that can be seen, else by
 * the JDK's own {@code jcmd}. Neither leaves anything in that JVM.
 */
final class Commands {
  private final long pid;
  private final AttachSocket socket;

  private Commands(long pid, AttachSocket socket) {
    this.pid = pid;
    this.socket = socket;
  }

  /** Finds the way to a JVM that was attached to. */
  static Commands to(Target target) {
    return new Commands(target.pid(), AttachSocket.find(target.pid(), target.pidThere()));
  }

  /**
   * Runs one command and reads what it prints.
   *
   * @throws heapsh.HeapException when the JVM is gone or refuses, or the thread is interrupted
   */
  <T> T run(String command, AttachSocket.Answer<T> answer) {
    if (socket != null) {
      return socket.run(command, answer);
    }
    try {
      return answer.read(new StringReader(new Jcmd(pid).run(command)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs one command and returns what it prints. */
  String run(String command) {
    return run(command, Commands::all);
  }

  private static String all(Reader text) throws IOException {
    StringWriter out = new StringWriter();
    text.transferTo(out);
    return out.toString();
  }
}
