package io.cofre.core.boot;

import io.cofre.api.transport.Exchange;
import io.cofre.api.transport.Gate;

/// A gate that leads elsewhere later. Thread-safe.
final class Door implements Gate {
  private volatile Gate behind;

  Door(Gate first) {
    this.behind = first;
  }

  /// Lead the requests that come from now on there.
  void lead(Gate next) {
    behind = next;
  }

  @Override
  public void enter(Exchange exchange) {
    behind.enter(exchange);
  }
}
