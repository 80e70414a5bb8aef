import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A server that answers requests, and audits each for ever. "serve 1000" lets it work; it answers
 * how many entries the audit has and how many characters their texts.
 */
public final class Requests {
  private final Audit audit = new Audit();
  private final Deque<byte[]> buffers = new ArrayDeque<>();
  private int served;

  /** One request, as the audit remembers it. */
  record Entry(int number, String user, String text) {}

  /** Remembers everything; whoever wrote it meant to write to a file one day. */
  static final class Audit {
    final List<Entry> entries = new ArrayList<>();
    long characters;

    void add(Entry entry) {
      entries.add(entry);
      characters += entry.text().length();
    }
  }

  public static void main(String[] args) throws IOException {
    new Requests().run();
  }

  private void run() throws IOException {
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in));
    for (String command = commands.readLine(); command != null; command = commands.readLine()) {
      int count = Integer.parseInt(command.replace("serve ", "").strip());
      for (int i = 0; i < count; i++) {
        serve();
      }
      System.out.println("entries=" + audit.entries.size() + " characters=" + audit.characters);
    }
  }

  /** Serves one request with a buffer of a pool that stays at its size. */
  private void serve() {
    byte[] buffer = buffers.size() < 32 ? new byte[64 * 1024] : buffers.removeFirst();
    int number = served++;
    buffer[number % buffer.length] = 1;
    audit.add(new Entry(number, "user-" + number % 50, "GET /item/" + number + "?" + "q".repeat(1000)));
    buffers.addLast(buffer);
  }
}
