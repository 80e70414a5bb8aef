package heapsh.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.spencerpark.jupyter.messages.HMACGenerator;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * The kernel in a process of its own, started as Jupyter starts it, and a client on real sockets.
 * The client is written from the protocol's description, not with the library that the kernel uses.
 */
final class KernelProcess implements AutoCloseable {
  static final Path HOME = Path.of("..").toAbsolutePath().normalize();
  private static final String KEY = "a-key-of-the-test";
  private static final int TIMEOUT_MILLIS = 30_000;
  private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(UTF_8);

  private final Path directory = Files.createTempDirectory("heapsh-kernel");
  private final String session = UUID.randomUUID().toString();
  private final HMACGenerator hmac;
  private final ZContext context = new ZContext();
  private final ZMQ.Socket shell;
  private final ZMQ.Socket control;
  private final ZMQ.Socket stdin;
  private final ZMQ.Socket published;
  private final Process process;

  /**
   * What a message says.
   *
   * @param type its type
   * @param parent the id of the request that it belongs to
   * @param content its content
   */
  record Message(String type, String parent, JsonObject content) {
    String text(String name) {
      JsonElement value = content.get(name);
      return value == null ? null : value.getAsString();
    }

    /** Returns one form of what is displayed, or null. */
    String form(String mimeType) {
      JsonElement form = content.getAsJsonObject("data").get(mimeType);
      return form == null ? null : form.getAsString();
    }
  }

  /**
   * What came of running a cell.
   *
   * @param reply the reply
   * @param outputs what was published for it, in order
   */
  record Answer(Message reply, List<Message> outputs) {
    String status() {
      return reply.text("status");
    }

    List<Message> outputs(String type) {
      return outputs.stream().filter(m -> m.type().equals(type)).toList();
    }

    /** Returns what was printed to a stream. */
    String printed(String stream) {
      StringBuilder text = new StringBuilder();
      for (Message message : outputs("stream")) {
        if (message.text("name").equals(stream)) {
          text.append(message.text("text"));
        }
      }
      return text.toString();
    }

    /** Returns one form of the result, or null. */
    String result(String mimeType) {
      List<Message> results = outputs("execute_result");
      return results.isEmpty() ? null : results.get(0).form(mimeType);
    }

    String text() {
      return result("text/plain");
    }

    /** Returns the lines of the error that is shown. */
    List<String> errorLines() {
      List<String> lines = new ArrayList<>();
      for (Message error : outputs("error")) {
        error.content().getAsJsonArray("traceback").forEach(l -> lines.add(l.getAsString()));
      }
      return lines;
    }
  }

  /** Starts the kernel on a JDK, and waits until it answers. */
  KernelProcess(Path jdk, Map<String, String> environment) throws IOException {
    int[] ports = freePorts(5);
    Path connection = directory.resolve("connection.json");
    Files.writeString(connection, connectionFile(ports));
    hmac = hmac();
    ProcessBuilder builder =
        new ProcessBuilder(HOME.resolve("notebooks/kernel").toString(), connection.toString());
    builder.directory(directory.toFile());
    builder.environment().put("JAVA_HOME", jdk.toString());
    builder.environment().put("JPY_PARENT_PID", Long.toString(ProcessHandle.current().pid()));
    builder.environment().put("HEAPSH_HEAP", "600m");
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(log().toFile());
    process = builder.start();
    shell = connect(SocketType.DEALER, ports[0]);
    published = connect(SocketType.SUB, ports[1]);
    published.subscribe(new byte[0]);
    stdin = connect(SocketType.DEALER, ports[2]);
    control = connect(SocketType.DEALER, ports[3]);
    awaitPublications();
  }

  static KernelProcess start() throws IOException {
    return new KernelProcess(Path.of(System.getProperty("java.home")), Map.of());
  }

  /** Returns the directory that the kernel was started in. */
  Path directory() {
    return directory;
  }

  long pid() {
    return process.pid();
  }

  /** Runs a cell and returns what came of it. */
  Answer run(String cell) {
    return answer(send(cell));
  }

  /** Sends a cell to run; does not wait. */
  String send(String cell) {
    JsonObject content = new JsonObject();
    content.addProperty("code", cell);
    content.addProperty("silent", false);
    content.addProperty("store_history", true);
    content.add("user_expressions", new JsonObject());
    content.addProperty("allow_stdin", true);
    content.addProperty("stop_on_error", true);
    return send(shell, "execute_request", content);
  }

  /** Waits for the reply to a cell and for everything that it publishes. */
  Answer answer(String request) {
    List<Message> outputs = new ArrayList<>();
    collectUntil(outputs, request, KernelProcess::isIdle);
    return new Answer(receive(shell, request), outputs);
  }

  /** Waits until the request has published a message for which the condition holds. */
  List<Message> collectUntil(List<Message> into, String request, Predicate<Message> last) {
    while (true) {
      Message message = receive(published, request);
      into.add(message);
      if (last.test(message)) {
        return into;
      }
    }
  }

  /** Asks something on the shell channel that is not a cell, and returns the reply. */
  Message ask(String type, JsonObject content) {
    return receive(shell, send(shell, type, content));
  }

  /** Asks something on the control channel, and returns the reply. */
  Message askControl(String type, JsonObject content) {
    return receive(control, send(control, type, content));
  }

  /** Waits for the question of a cell that reads its input. */
  Message question(String request) {
    return receive(stdin, request);
  }

  /** Answers the question of a cell. */
  void type(String line) {
    JsonObject content = new JsonObject();
    content.addProperty("value", line);
    send(stdin, "input_reply", content);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  boolean awaitEnd(int seconds) throws InterruptedException {
    return process.waitFor(seconds, TimeUnit.SECONDS);
  }

  String logged() throws IOException {
    return Files.readString(log());
  }

  @Override
  public void close() {
    context.close();
    process.destroyForcibly();
  }

  private Path log() {
    return directory.resolve("log.txt");
  }

  static JsonObject content(String name, String value) {
    JsonObject content = new JsonObject();
    content.addProperty(name, value);
    return content;
  }

  /** Tells whether it is the last message that a request publishes. */
  static boolean isIdle(Message message) {
    return message.type().equals("status") && message.text("execution_state").equals("idle");
  }

  /** A subscription takes effect late: what was published before is not seen. */
  private void awaitPublications() throws IOException {
    published.setReceiveTimeOut(200);
    for (int attempt = 0; attempt < 100; attempt++) {
      String request = send(shell, "kernel_info_request", new JsonObject());
      if (!process.isAlive()) {
        throw new IOException("the kernel ended: " + logged());
      }
      byte[] first = published.recv();
      receive(shell, request);
      if (first != null) {
        drain();
        published.setReceiveTimeOut(TIMEOUT_MILLIS);
        return;
      }
    }
    throw new IOException("the kernel publishes nothing: " + logged());
  }

  private void drain() {
    while (published.recv() != null) {
      continue;
    }
  }

  private ZMQ.Socket connect(SocketType type, int port) {
    ZMQ.Socket socket = context.createSocket(type);
    socket.setIdentity(session.getBytes(UTF_8));
    socket.setReceiveTimeOut(TIMEOUT_MILLIS);
    socket.setLinger(0);
    socket.connect("tcp://127.0.0.1:" + port);
    return socket;
  }

  private String send(ZMQ.Socket socket, String type, JsonObject content) {
    String id = UUID.randomUUID().toString();
    JsonObject header = new JsonObject();
    header.addProperty("msg_id", id);
    header.addProperty("username", "tester");
    header.addProperty("session", session);
    header.addProperty("date", "2026-01-01T00:00:00.000000Z");
    header.addProperty("msg_type", type);
    header.addProperty("version", "5.3");
    byte[] head = header.toString().getBytes(UTF_8);
    byte[] none = "{}".getBytes(UTF_8);
    byte[] body = content.toString().getBytes(UTF_8);
    socket.sendMore(DELIMITER);
    socket.sendMore(hmac.calculateSignature(head, none, none, body));
    socket.sendMore(head);
    socket.sendMore(none);
    socket.sendMore(none);
    socket.send(body);
    return id;
  }

  /** Returns the next message that belongs to a request; others are of requests before it. */
  private Message receive(ZMQ.Socket socket, String request) {
    while (true) {
      Message message = receive(socket);
      if (request.equals(message.parent())) {
        return message;
      }
    }
  }

  private Message receive(ZMQ.Socket socket) {
    byte[] part = socket.recv();
    while (part != null && !java.util.Arrays.equals(part, DELIMITER)) {
      part = socket.recv();
    }
    if (part == null) {
      throw new AssertionError("no message in " + TIMEOUT_MILLIS + " ms\n" + stacks());
    }
    String signature = socket.recvStr();
    byte[] header = socket.recv();
    byte[] parent = socket.recv();
    byte[] metadata = socket.recv();
    byte[] content = socket.recv();
    if (!hmac.calculateSignature(header, parent, metadata, content).equals(signature)) {
      throw new AssertionError("a message with a wrong signature");
    }
    JsonElement id = json(parent).get("msg_id");
    return new Message(
        json(header).get("msg_type").getAsString(),
        id == null ? null : id.getAsString(),
        json(content));
  }

  /** Returns what the threads of a kernel that does not answer are at. */
  private String stacks() {
    try {
      Process jcmd =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                  Long.toString(process.pid()),
                  "Thread.print")
              .redirectErrorStream(true)
              .start();
      return new String(jcmd.getInputStream().readAllBytes(), UTF_8);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static JsonObject json(byte[] utf8) {
    return JsonParser.parseString(new String(utf8, UTF_8)).getAsJsonObject();
  }

  private static HMACGenerator hmac() {
    try {
      return new HMACGenerator("hmac-sha256", KEY);
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String connectionFile(int[] ports) {
    return String.format(
        "{\"transport\":\"tcp\",\"ip\":\"127.0.0.1\",\"signature_scheme\":\"hmac-sha256\","
            + "\"key\":\"%s\",\"shell_port\":%d,\"iopub_port\":%d,\"stdin_port\":%d,"
            + "\"control_port\":%d,\"hb_port\":%d}",
        KEY, ports[0], ports[1], ports[2], ports[3], ports[4]);
  }

  private static int[] freePorts(int count) throws IOException {
    ServerSocket[] sockets = new ServerSocket[count];
    int[] ports = new int[count];
    for (int i = 0; i < count; i++) {
      sockets[i] = new ServerSocket(0);
      ports[i] = sockets[i].getLocalPort();
    }
    for (ServerSocket socket : sockets) {
      socket.close();
    }
    return ports;
  }
}
