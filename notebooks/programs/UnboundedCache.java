import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers the answer to every search, by a key that holds the time of day: no key ever comes
 * twice. "search 3000".
 */
public final class UnboundedCache {
  static final Map<Key, byte[]> ANSWERS = new ConcurrentHashMap<>();

  /** What an answer is remembered under. */
  record Key(String words, long time) {}

  public static void main(String[] args) throws IOException {
    long time = 0;
    BufferedReader commands = new BufferedReader(new InputStreamReader(System.in));
    for (String command = commands.readLine(); command != null; command = commands.readLine()) {
      for (int i = Integer.parseInt(command.replace("search ", "")); i > 0; i--) {
        time++;
        ANSWERS.computeIfAbsent(new Key("words " + time % 20, time), key -> new byte[2_000]);
      }
      long words = ANSWERS.keySet().stream().map(Key::words).distinct().count();
      System.out.println("answers=" + ANSWERS.size() + " words=" + words);
    }
  }
}
