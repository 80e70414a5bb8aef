package heapsh.demo;

import java.util.Map;
import java.util.concurrent.LinkedBlockingDeque;

/**
 * Sends statements to a database; the leak is here.
 *
 * <p>With the debug flag on it keeps the last nine thousand statements, as a well-known ORM does.
 * Nine thousand small ones would not matter.
 */
final class DatabaseWrapper {
  private static final int KEPT_STATEMENTS = 9000;

  private final String alias;
  private final boolean debug;
  private final LinkedBlockingDeque<Map<String, String>> queriesLog =
      new LinkedBlockingDeque<>(KEPT_STATEMENTS);
  private long loggedBytes;

  DatabaseWrapper(String alias, boolean debug) {
    this.alias = alias;
    this.debug = debug;
  }

  /** Pretends to run the statement. */
  synchronized void execute(String sql) {
    if (!debug) {
      return;
    }
    String seconds = "0." + String.format("%03d", sql.length() % 1000);
    while (!queriesLog.offerLast(Map.of("sql", sql, "time", seconds))) {
      queriesLog.removeFirst();
    }
    loggedBytes += arrayBytes(sql);
  }

  /**
   * Returns the statements kept and the bytes of their character arrays, as the heap should show
   * them.
   */
  synchronized String truth() {
    return queriesLog.size() + " " + loggedBytes + " " + alias;
  }

  /**
   * Returns the size of a Latin-1 string's array: a header of 16 bytes, one byte a character, in
   * steps of 8.
   */
  private static long arrayBytes(String latin1) {
    return (16L + latin1.length() + 7) / 8 * 8;
  }
}
