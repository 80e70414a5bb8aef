package heapsh.benchmarks.crawler;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/** Keeps every statement it ran, because its debug switch was left on. */
final class DatabaseWrapper {
  final String alias;
  final boolean forceDebugCursor = true;
  final Deque<Map<String, Object>> queriesLog = new ArrayDeque<>();

  DatabaseWrapper(String alias) {
    this.alias = alias;
  }

  void run(String sql, double milliseconds) {
    if (forceDebugCursor) {
      queriesLog.add(Map.of("sql", sql, "time", milliseconds));
    }
  }
}
