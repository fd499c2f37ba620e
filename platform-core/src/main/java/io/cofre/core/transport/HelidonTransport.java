package io.cofre.core.transport;

import io.cofre.api.transport.Gate;
import io.cofre.api.transport.Transport;
import io.cofre.core.transport.http1.Http1Server;
import io.cofre.core.transport.http2.Http2Routing;
import io.helidon.webserver.WebServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.time.InstantSource;

/// A listener on Helidon's web server.
final class HelidonTransport implements Transport {
  private static final Duration LAST_GRACE = Duration.ofSeconds(5);
  private final ListenerSettings settings;
  private final Connections connections = new Connections();
  private final WebServer server;
  private volatile int port;
  private boolean started;
  private boolean stopped;

  private HelidonTransport(ListenerSettings settings, Gate gate, InstantSource clock)
      throws IOException {
    this.settings = settings;
    this.port = settings.port();
    resolved(settings.host(), port); // Helidon's own failure would name neither key nor cure
    Http1Server http1 = new Http1Server(gate, settings.limits(), clock);
    Http2Routing http2 = new Http2Routing(gate, settings.limits().head(), settings.streams());
    Selector selector = new Selector(http1, http2.selector(), connections);
    this.server = Listener.build(settings, selector, http2.routing());
  }

  static Transport open(ListenerSettings settings, Gate gate, InstantSource clock)
      throws IOException {
    return new HelidonTransport(settings, gate, clock);
  }

  @Override
  public synchronized void start() throws IOException {
    if (stopped) {
      throw new IOException("a listener that was stopped cannot start again");
    }
    probe();
    server.start();
    if (!server.isRunning()) {
      throw new IOException("cannot listen on " + settings.host() + " port " + settings.port());
    }
    port = server.port();
    started = true;
  }

  /// Find out why an address cannot be bound: Helidon would only log it.
  private void probe() throws IOException {
    InetSocketAddress address = resolved(settings.host(), settings.port());
    try (ServerSocketChannel probe = ServerSocketChannel.open()) {
      probe.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      probe.bind(address);
    } catch (IOException e) {
      String where = settings.host() + " port " + settings.port();
      throw new IOException("cannot listen on " + where + ": " + cause(e), e);
    }
  }

  private static InetSocketAddress resolved(String host, int port) throws IOException {
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new IOException(
          "cannot listen on " + host + ": there is no such host; name an address of this machine");
    }
    return address;
  }

  /// The operating system's words, and what to do about them.
  private static String cause(IOException failure) {
    String words = String.valueOf(failure.getMessage());
    if (words.contains("already in use")) {
      return words + "; stop the program that listens there, or choose another port";
    }
    if (words.contains("denied")) {
      return words + "; choose a port above 1023, or give the server CAP_NET_BIND_SERVICE";
    }
    if (words.contains("assign")) {
      return words + "; name an address of this machine, or 0.0.0.0 for all";
    }
    return words;
  }

  @Override
  public URI address() {
    String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
    return URI.create((settings.tls().isPresent() ? "https" : "http") + "://" + host + ":" + port);
  }

  @Override
  public synchronized void drain(Duration grace) {
    if (!started || stopped) {
      stopped = true;
      return;
    }
    stopped = true;
    Thread stopping = Thread.ofPlatform().name("listener-stop").daemon().unstarted(server::stop);
    stopping.start(); // stops accepting at once, then waits for the connections to end
    connections.drain();
    if (!ended(stopping, grace)) {
      connections.abort();
      ended(stopping, LAST_GRACE);
    }
  }

  private boolean ended(Thread stopping, Duration grace) {
    try {
      return grace.isPositive() && stopping.join(grace);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    drain(Duration.ZERO);
  }
}
