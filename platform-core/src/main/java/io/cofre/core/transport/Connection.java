package io.cofre.core.transport;

import io.cofre.core.transport.http1.Http1Connection;
import io.cofre.core.transport.http1.Http1Server;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// One connection: it looks at the first bytes, and speaks HTTP/2 if they are its preface (RFC
/// 9113, section 3.4), else HTTP/1.1.
final class Connection implements ServerConnection {
  private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n".getBytes(StandardCharsets.US_ASCII);

  private final ConnectionContext context;
  private final Http1Server http1;
  private final ServerConnectionSelector http2;
  private final Connections connections;
  private final Duration idle;
  private volatile Thread thread = Thread.currentThread();
  private volatile Optional<Http1Connection> first = Optional.empty();
  private volatile Optional<ServerConnection> second = Optional.empty();
  private volatile boolean leaving;

  Connection(
      ConnectionContext context,
      Http1Server http1,
      ServerConnectionSelector http2,
      Connections connections,
      Duration idle) {
    this.context = context;
    this.http1 = http1;
    this.http2 = http2;
    this.connections = connections;
    this.idle = idle;
  }

  @Override
  public void handle(Limit limit) throws InterruptedException {
    thread = Thread.currentThread();
    connections.add(this);
    try {
      if (leaving) {
        return;
      }
      DataReader reader = context.dataReader();
      if (reader.startsWith(PREFACE)) {
        ServerConnection connection = http2.connection(context);
        second = Optional.of(connection);
        if (!leaving) {
          connection.handle(limit);
        }
        return;
      }
      Http1Connection connection = http1Connection(reader);
      first = Optional.of(connection);
      if (!leaving) {
        connection.run();
      }
    } catch (DataReader.InsufficientDataAvailableException _) {
      return; // hung up without a word
    } finally {
      connections.remove(this);
    }
  }

  private Http1Connection http1Connection(DataReader reader) {
    BufferData seen = reader.readBuffer(reader.available());
    byte[] bytes = new byte[seen.available()];
    seen.read(bytes);
    return new Http1Connection(
        http1, context.serverSocket(), Peer.of(context.serverSocket()), bytes);
  }

  /// How long the peer has kept us waiting; the listener closes us when it is too long.
  @Override
  public Duration idleTime() {
    return second
        .map(ServerConnection::idleTime)
        .orElseGet(() -> Duration.ofNanos(first.map(Http1Connection::blockedNanos).orElse(0L)));
  }

  @Override
  public void close(boolean interrupt) {
    leaving = true;
    boolean stuck = first.isPresent() && idleTime().compareTo(idle) > 0;
    if (second.isPresent()) {
      second.get().close(interrupt);
    } else if (interrupt || stuck || first.map(Http1Connection::leave).orElse(true)) {
      thread.interrupt();
    }
  }
}
