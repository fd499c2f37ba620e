package io.cofre.core.transport;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The open connections of a listener.
///
/// Thread-safe.
final class Connections {
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private volatile boolean draining;

  void add(Connection connection) {
    open.add(connection);
    if (draining) {
      connection.close(false);
    }
  }

  void remove(Connection connection) {
    open.remove(connection);
  }

  int size() {
    return open.size();
  }

  void drain() {
    draining = true;
    open.forEach(connection -> connection.close(false));
  }

  void abort() {
    open.forEach(connection -> connection.close(true));
  }
}
