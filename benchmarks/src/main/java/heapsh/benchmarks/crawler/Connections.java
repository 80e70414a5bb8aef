package heapsh.benchmarks.crawler;

import java.util.HashMap;
import java.util.Map;

/** The process-wide registry of database connections. */
final class Connections {
  static final Connections INSTANCE = new Connections();

  final Map<String, DatabaseWrapper> byAlias = new HashMap<>();

  private Connections() {}

  DatabaseWrapper get(String alias) {
    return byAlias.computeIfAbsent(alias, DatabaseWrapper::new);
  }
}
