package io.cofre.core.transport;

import io.cofre.core.transport.exchange.Peer;
import io.cofre.core.transport.http1.Http1Connection;
import io.cofre.core.transport.http1.Http1Server;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.concurrency.limits.Limit;
import io.helidon.common.task.InterruptableTask;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/// One connection: it looks at the first bytes, and speaks HTTP/2 if they are its preface (RFC
/// 9113, section 3.4), else HTTP/1.1.
final class Connection implements ServerConnection {
  private static final System.Logger LOG = System.getLogger(Connection.class.getName());
  private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n".getBytes(StandardCharsets.US_ASCII);

  private final ConnectionContext context;
  private final Http1Server http1;
  private final ServerConnectionSelector http2;
  private final Connections connections;
  private final long opened = System.nanoTime();
  private volatile Thread thread = Thread.currentThread();
  private volatile Optional<Http1Connection> first = Optional.empty();
  private volatile Optional<ServerConnection> second = Optional.empty();
  private volatile boolean leaving;

  Connection(
      ConnectionContext context,
      Http1Server http1,
      ServerConnectionSelector http2,
      Connections connections) {
    this.context = context;
    this.http1 = http1;
    this.http2 = http2;
    this.connections = connections;
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
    } catch (CloseConnectionException e) {
      throw e;
    } catch (RuntimeException e) {
      // what a peer can provoke is no news for the log
      LOG.log(System.Logger.Level.DEBUG, "a connection ended badly", e);
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

  /// The listener looks here from time to time, and closes what is idle for longer than a bound.
  @Override
  public Duration idleTime() {
    if (second.isPresent()) {
      boolean busy = second.get() instanceof InterruptableTask<?> task && !task.canInterrupt();
      return busy ? Duration.ZERO : second.get().idleTime();
    }
    return overdue() ? http1.limits().idle().plusNanos(1) : Duration.ZERO;
  }

  private boolean overdue() {
    long patience = http1.limits().headTimeout().toNanos();
    return first
        .map(Http1Connection::overdue)
        .orElseGet(() -> System.nanoTime() - opened > patience);
  }

  @Override
  public void close(boolean interrupt) {
    leaving = true;
    if (second.isPresent()) {
      second.get().close(interrupt);
    } else if (interrupt || overdue() || first.map(Http1Connection::leave).orElse(true)) {
      thread.interrupt();
    }
  }
}
