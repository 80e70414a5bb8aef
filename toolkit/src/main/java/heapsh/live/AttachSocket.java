package heapsh.live;

import heapsh.HeapException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Speaks HotSpot's attach protocol, so that diagnostic commands need neither the {@code jcmd}
 * program, nor its start of a JVM for each look, nor anything that runs inside the other JVM.
 *
 * <p>The public attach API has no call for diagnostic commands: {@code
 * HotSpotVirtualMachine.executeJCmd} is in a package that is not exported, and a local management
 * agent would add its own threads and objects to the heap that is looked at. The protocol itself is
 * small and has been the same since JDK 6 (version 1; HotSpot's attachListener.cpp and {@code
 * sun.tools.attach.VirtualMachineImpl}): a UNIX socket {@code .java_pidN} in the target's {@code
 * /tmp}, on macOS in the user's temporary directory, takes
 *
 * <pre>
 *   "1" NUL "jcmd" NUL command NUL argument NUL argument NUL
 * </pre>
 *
 * <p>and answers with a number in decimal, a line feed and text, then closes. Zero is success. The
 * public API does the part that needs care: {@code VirtualMachine.attach} makes the target open its
 * socket and checks whose it is; that comes first, see {@link Target}.
 */
final class AttachSocket {
  private static final int MAX_STATUS = 12;
  private static final int MAX_MESSAGE = 4000;

  private final long pid;
  private final Path socket;

  private AttachSocket(long pid, Path socket) {
    this.pid = pid;
    this.socket = socket;
  }

  /** Reads what a command prints. */
  @FunctionalInterface
  interface Answer<T> {
    /** Reads the text to its end. */
    T read(Reader text) throws IOException;
  }

  /**
   * Finds the socket of a JVM that was attached to; null where there is none to be seen, as on
   * Windows, which uses pipes.
   *
   * @param pidThere the process id that the JVM has in its own namespace
   */
  static AttachSocket find(long pid, long pidThere) {
    String name = ".java_pid" + pidThere;
    for (Path directory :
        List.of(
            Path.of("/proc/" + pid + "/root/tmp"),
            Path.of("/tmp"),
            Path.of(System.getProperty("java.io.tmpdir")))) {
      Path socket = directory.resolve(name);
      if (Files.exists(socket)) {
        return new AttachSocket(pid, socket);
      }
    }
    return null;
  }

  /**
   * Runs a diagnostic command. An interrupt ends the wait; the JVM finishes what it began.
   *
   * @throws HeapException when the JVM is gone or refuses the command, or the thread is interrupted
   */
  <T> T run(String command, Answer<T> answer) {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      ByteBuffer request =
          ByteBuffer.wrap(("1\0jcmd\0" + command + "\0\0\0").getBytes(StandardCharsets.UTF_8));
      while (request.hasRemaining()) {
        channel.write(request);
      }
      InputStream in = Channels.newInputStream(channel);
      int status = status(in);
      Reader text = new InputStreamReader(in, StandardCharsets.UTF_8);
      if (status != 0) {
        throw new HeapException(
            "process " + pid + " refused " + command + ": " + Jcmd.reason(start(text)));
      }
      return answer.read(text);
    } catch (ClosedByInterruptException e) {
      throw new HeapException("stopped", e);
    } catch (IOException e) {
      throw new HeapException(
          "process " + pid + " ended or closed the connection during " + command, e);
    }
  }

  private static int status(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0 || line.length() > MAX_STATUS) {
        throw new EOFException("no status");
      }
      line.append((char) c);
    }
    try {
      return Integer.parseInt(line.toString());
    } catch (NumberFormatException e) {
      throw new IOException("no status: " + line, e);
    }
  }

  private static String start(Reader text) throws IOException {
    char[] start = new char[MAX_MESSAGE];
    int length = 0;
    for (int n = 0;
        n >= 0 && length < start.length;
        n = text.read(start, length, start.length - length)) {
      length += n;
    }
    return new String(start, 0, length);
  }
}
