package heapsh.demo;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Knows every database connection of the program by its alias. */
final class Connections {
  static final Connections INSTANCE = new Connections();

  private final Map<String, DatabaseWrapper> connections = new ConcurrentHashMap<>();

  private Connections() {}

  /** Returns the connection, opened when it is first asked for. */
  DatabaseWrapper get(String alias) {
    return connections.computeIfAbsent(alias, name -> new DatabaseWrapper(name, true));
  }
}
