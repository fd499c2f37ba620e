package io.cofre.core.transport.http1;

import io.cofre.api.transport.RequestHead;
import io.cofre.api.transport.ResponseHead;
import io.cofre.core.transport.exchange.Failures;
import io.cofre.core.transport.exchange.Peer;
import io.helidon.common.socket.HelidonSocket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;

/// Takes the requests of one connection, one after the other, on its thread.
public final class Http1Connection {
  private static final System.Logger LOG = System.getLogger(Http1Connection.class.getName());
  private static final long LINGER_NANOS = 5_000_000_000L;

  private final Http1Server server;
  private final Wire wire;
  private final Peer peer;
  private final HeadReader reader;
  private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
  private volatile boolean draining;

  private enum State {
    WAITING,
    ANSWERING,
    LEAVING
  }

  /// Make one.
  ///
  /// @param first what was read from the socket before
  public Http1Connection(Http1Server server, HelidonSocket socket, Peer peer, byte[] first) {
    this.server = server;
    this.wire = new Wire(socket, first);
    this.peer = peer;
    this.reader = new HeadReader(wire, server.limits().head(), server.limits().headTimeout());
  }

  /// Answer requests until the connection is to be closed.
  public void run() {
    try {
      while (reader.await() && state.compareAndSet(State.WAITING, State.ANSWERING)) {
        if (!exchange() || draining) {
          return;
        }
        wire.shrink();
        state.set(State.WAITING);
      }
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "a connection broke: {0}", e.getMessage());
    } finally {
      state.set(State.LEAVING);
    }
  }

  /// Take no further request; what is under way is finished.
  ///
  /// @return whether the connection is waiting for a request and can be interrupted
  public boolean leave() {
    draining = true;
    return state.compareAndSet(State.WAITING, State.LEAVING);
  }

  /// Whether the peer has kept us waiting for too long.
  public boolean overdue() {
    return reader.overdue() || wire.blockedNanos() > server.limits().idle().toNanos();
  }

  private boolean exchange() throws IOException {
    Head head;
    try {
      head = reader.read();
    } catch (BadRequest e) {
      refuse(e);
      linger();
      return false;
    }
    RequestHead request =
        new RequestHead(
            head.method(),
            head.path(),
            head.query(),
            head.headers(),
            peer.address(),
            peer.confidential(),
            peer.certificates());
    Http1Exchange exchange = new Http1Exchange(wire, head, request, server.heads(), () -> draining);
    if (!enter(exchange)) {
      return false;
    }
    if (exchange.settle()) {
      return true;
    }
    if (!exchange.consumed()) {
      linger();
    }
    return false;
  }

  /// Let the gate answer.
  ///
  /// @return whether the client got a whole answer
  private boolean enter(Http1Exchange exchange) throws IOException {
    try {
      server.gate().enter(exchange);
    } catch (RuntimeException | Error e) {
      String id = Failures.log(e, exchange.peerFailed());
      if (exchange.answered()) {
        exchange.flush();
        return false;
      }
      fail(exchange, id);
      return true;
    }
    if (!exchange.answered()) {
      fail(exchange, Failures.unanswered(exchange.peerFailed()));
      return true;
    }
    if (!exchange.complete()) {
      exchange.flush();
    }
    return exchange.complete();
  }

  private static void fail(Http1Exchange exchange, String id) throws IOException {
    byte[] text = Failures.text(id).getBytes(StandardCharsets.US_ASCII);
    boolean bodiless = exchange.request().method().equals("HEAD");
    try (var out = exchange.respond(plain(500, text.length))) {
      if (!bodiless) {
        out.write(text);
      }
    }
  }

  private void refuse(BadRequest bad) throws IOException {
    LOG.log(System.Logger.Level.DEBUG, "refused: {0}", bad.getMessage());
    byte[] text = (bad.getMessage() + "\n").getBytes(StandardCharsets.US_ASCII);
    byte[] head =
        server.heads().write(plain(bad.status(), text.length), HeadWriter.Transfer.LENGTH, true);
    try (Sink sink = Sink.ofLength(wire, head, text.length)) {
      sink.write(text);
    }
  }

  private static ResponseHead plain(int status, int length) {
    return new ResponseHead(
        status, Map.of("Content-Type", List.of("text/plain")), OptionalLong.of(length));
  }

  /// Let the client read the answer before the connection is closed: closing while bytes are unread
  /// makes the kernel reset the connection, and the answer may be lost with it.
  private void linger() throws IOException {
    byte[] dropped = new byte[16 * 1024];
    long end = System.nanoTime() + LINGER_NANOS;
    while (!draining && System.nanoTime() < end) {
      if (wire.read(dropped, 0, dropped.length) < 0) {
        return;
      }
    }
  }
}
