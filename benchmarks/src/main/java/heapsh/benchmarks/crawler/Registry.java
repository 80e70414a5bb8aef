package heapsh.benchmarks.crawler;

import java.util.HashMap;
import java.util.Map;

/** One static map with very many distinct string keys. */
public final class Registry {
  private static final Map<String, Integer> ENTRIES = new HashMap<>();

  private Registry() {}

  /**
   * Puts keys {@code key-0}, {@code key-1}, ... into the map.
   *
   * @param keys how many
   */
  public static void fill(int keys) {
    for (int i = 0; i < keys; i++) {
      ENTRIES.put("key-" + i, i);
    }
  }
}
