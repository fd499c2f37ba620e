package io.cofre.core.boot;

import io.cofre.api.transport.Gate;
import io.cofre.api.transport.Transport;
import io.cofre.core.config.CofreConfig;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

/// Everything a running server consists of, opened from the bottom to the top.
///
/// Where the KMS does not answer, the listeners open all the same and tell everyone to come again,
/// until the store does.
final class CofreServer implements AutoCloseable {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private final CofreConfig config;
  private final Opened opened = new Opened();
  private final Map<String, Transport> listeners = new TreeMap<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final StoreWait<House> store = new StoreWait<>(this::openHouse);
  private final Ground ground;
  private final Gates gates;

  private CofreServer(Blueprint plan) throws CannotStart {
    this.config = plan.config();
    boolean open = false;
    try {
      DataFolder.make(config.server().data());
      this.ground = Ground.open(plan, opened, store::health);
      this.gates = Gates.closed(ground, () -> trouble().orElse("the store is about to open"));
      opened.add("store", store);
      store.open();
      for (Blueprint.Listener listener : plan.listeners().values()) {
        add(listener);
      }
      open = true;
    } finally {
      if (!open) {
        opened.close();
      }
    }
  }

  /// Open everything; nothing listens yet.
  static CofreServer open(Blueprint plan) throws CannotStart {
    return new CofreServer(plan);
  }

  private House openHouse() throws CannotStart, StoreAway {
    House house = House.open(ground);
    gates.open(ground, house);
    return house;
  }

  private void add(Blueprint.Listener listener) throws CannotStart {
    Gate gate = gates.of(listener.config().protocol());
    Transport transport =
        listener.transport().open(config.server().data(), (p, s, c) -> p.open(s, gate, c));
    opened.add(listener.transport(), transport);
    listeners.put(listener.config().name(), transport);
  }

  /// Listen.
  void start() throws CannotStart {
    boolean started = false;
    try {
      for (Map.Entry<String, Transport> listener : listeners.entrySet()) {
        start(listener.getKey(), listener.getValue());
      }
      store.keepTrying(FIRST_PAUSE);
      started = true;
    } finally {
      if (!started) {
        close();
      }
    }
  }

  private static void start(String name, Transport listener) throws CannotStart {
    try {
      listener.start();
    } catch (IOException e) {
      throw new CannotStart(
          ExitStatus.UNAVAILABLE, "listeners.%s: %s".formatted(name, e.getMessage()), e);
    }
  }

  /// Where each listener listens.
  Map<String, URI> addresses() {
    Map<String, URI> addresses = new TreeMap<>();
    listeners.forEach((name, transport) -> addresses.put(name, transport.address()));
    return addresses;
  }

  /// Why the store is not open; empty when it is.
  Optional<String> trouble() {
    return store.trouble();
  }

  /// Wait for the store; empty if the server was closed before.
  Optional<House> awaitStore() throws CannotStart, InterruptedException {
    return store.await();
  }

  void awaitEnd() throws InterruptedException {
    end.await();
  }

  /// Let requests under way finish, then close everything; idempotent.
  @Override
  public void close() {
    listeners.values().forEach(transport -> transport.drain(config.server().shutdownGrace()));
    opened.close();
    end.countDown();
  }
}
