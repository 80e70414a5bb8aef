package heapsh.kernel;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A Chromium without a window, driven over its DevTools protocol. */
final class Browser implements AutoCloseable {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final int START_SECONDS = 60;
  private static final int LOOK_MILLIS = 200;
  private static final int ANSWER_SECONDS = 60;

  private final Process process;
  private final WebSocket page;
  private final Map<Integer, CompletableFuture<JsonObject>> waiting = new ConcurrentHashMap<>();
  private int commands;

  static boolean isHere() {
    return Files.isExecutable(CHROMIUM);
  }

  /** Starts it with a profile in a directory of the test. */
  Browser(Path profile) throws Exception {
    process =
        new ProcessBuilder(
                CHROMIUM.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--window-size=1200,1600",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(profile.resolveSibling("chromium.log").toFile())
            .start();
    String port = port(profile.resolve("DevToolsActivePort"));
    page =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(URI.create(pageOf(port)), new Answers())
            .get(START_SECONDS, TimeUnit.SECONDS);
    send("Page.enable", new JsonObject());
  }

  private static String port(Path file) throws Exception {
    for (int i = 0; i < START_SECONDS * 1000 / LOOK_MILLIS; i++) {
      if (Files.exists(file) && Files.size(file) > 0) {
        return Files.readAllLines(file, UTF_8).get(0);
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
    throw new IOException("Chromium has not started: no " + file);
  }

  private static String pageOf(String port) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list")).build();
    String list = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    JsonArray targets = JsonParser.parseString(list).getAsJsonArray();
    for (JsonElement target : targets) {
      if (target.getAsJsonObject().get("type").getAsString().equals("page")) {
        return target.getAsJsonObject().get("webSocketDebuggerUrl").getAsString();
      }
    }
    throw new IOException("Chromium shows no page: " + list);
  }

  /** Puts answers where they are waited for. */
  private final class Answers implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        JsonObject message = JsonParser.parseString(text.toString()).getAsJsonObject();
        text.setLength(0);
        JsonElement id = message.get("id");
        CompletableFuture<JsonObject> answer = id == null ? null : waiting.remove(id.getAsInt());
        if (answer != null) {
          answer.complete(message);
        }
      }
      socket.request(1);
      return null;
    }
  }

  private JsonObject send(String method, JsonObject parameters) throws Exception {
    int id = ++commands;
    JsonObject command = new JsonObject();
    command.addProperty("id", id);
    command.addProperty("method", method);
    command.add("params", parameters);
    CompletableFuture<JsonObject> answer = new CompletableFuture<>();
    waiting.put(id, answer);
    page.sendText(command.toString(), true).get(ANSWER_SECONDS, TimeUnit.SECONDS);
    JsonObject message = answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
    if (message.has("error")) {
      throw new IOException(method + ": " + message.get("error"));
    }
    return message.getAsJsonObject("result");
  }

  /** Opens an address. */
  void open(String address) throws Exception {
    send("Page.navigate", KernelProcess.content("url", address));
  }

  /** Returns the value of an expression in the page, as text. */
  String evaluate(String expression) throws Exception {
    JsonObject parameters = KernelProcess.content("expression", "String(" + expression + ")");
    parameters.addProperty("returnByValue", true);
    JsonObject result = send("Runtime.evaluate", parameters);
    if (result.has("exceptionDetails")) {
      throw new IOException(expression + ": " + result.get("exceptionDetails"));
    }
    return result.getAsJsonObject("result").get("value").getAsString();
  }

  /** Waits until an expression is true; says what another is when it does not become so. */
  void await(String condition, int seconds, String otherwise) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (!evaluate("(() => { try { return " + condition + "; } catch (e) { return false; } })()")
        .equals("true")) {
      if (System.nanoTime() > end) {
        throw new AssertionError(condition + " is not so: " + evaluate(otherwise));
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  /** Writes what can be seen as PNG. */
  void screenshot(Path file) throws Exception {
    JsonObject result = send("Page.captureScreenshot", KernelProcess.content("format", "png"));
    Files.write(file, Base64.getDecoder().decode(result.get("data").getAsString()));
  }

  @Override
  public void close() {
    page.abort();
    process.destroyForcibly();
  }
}
