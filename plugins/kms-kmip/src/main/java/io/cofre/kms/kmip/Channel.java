package io.cofre.kms.kmip;

import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/// A few connections to one server that many threads share; nothing is asked twice. Thread-safe.
final class Channel implements AutoCloseable {
  private final Endpoint server;
  private final TlsContexts tls;
  private final Semaphore free;
  private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  Channel(Endpoint server, TlsContexts tls, int connections) {
    this.server = server;
    this.tls = tls;
    this.free = new Semaphore(connections, true);
  }

  Endpoint server() {
    return server;
  }

  /// Send a request and return the whole response, which the caller wipes.
  ///
  /// @param harmless whether an idle connection may be tried first: if it turns out that the server
  ///   had closed it, the request goes to a fresh one
  /// @throws KmsException `UNAVAILABLE`, or `ACCESS_DENIED` for a client certificate refused
  byte[] exchange(byte[] request, boolean harmless, Duration time) {
    requireOpen();
    long end = System.nanoTime() + time.toNanos();
    try {
      if (!free.tryAcquire(time.toNanos(), TimeUnit.NANOSECONDS)) {
        throw failure(Reason.UNAVAILABLE, "all connections were busy for " + shown(time));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw failure(Reason.UNAVAILABLE, "the wait for a connection was interrupted");
    }
    try {
      return exchange(request, harmless, end);
    } catch (Connection.TooSlow _) {
      throw failure(Reason.UNAVAILABLE, "no answer within " + shown(time));
    } catch (SSLException e) {
      throw ofTls(e);
    } catch (IOException e) {
      throw failure(Reason.UNAVAILABLE, e.toString());
    } finally {
      free.release();
    }
  }

  private byte[] exchange(byte[] request, boolean harmless, long end) throws IOException {
    SSLContext current = tls.now();
    Connection old = harmless ? idle.pollFirst() : null;
    while (old != null) {
      if (old.uses(current)) {
        try {
          return exchange(old, request, end);
        } catch (Connection.TooSlow e) {
          throw e;
        } catch (IOException e) {
          if (old.answering() || Thread.currentThread().isInterrupted()) {
            throw e;
          }
          break; // the server had closed it, and most likely the others too
        }
      }
      old.close();
      old = idle.pollFirst();
    }
    return exchange(Connection.open(server, current, left(end)), request, end);
  }

  private byte[] exchange(Connection connection, byte[] request, long end) throws IOException {
    byte[] response = connection.exchange(request, left(end));
    idle.addFirst(connection);
    if (closed) {
      closeIdle();
    }
    return response;
  }

  private static Duration left(long end) {
    return Duration.ofNanos(Math.max(1, end - System.nanoTime()));
  }

  private KmsException ofTls(SSLException e) {
    String text = String.valueOf(e.getMessage());
    if (text.contains("Received fatal alert")) {
      return failure(
          Reason.ACCESS_DENIED, "it refused the client certificate of tls-cert (" + text + ")");
    }
    return failure(Reason.UNAVAILABLE, "TLS failed: " + text);
  }

  private static String shown(Duration time) {
    return time.toMillis() + " ms";
  }

  private void requireOpen() {
    if (closed) {
      throw failure(Reason.UNAVAILABLE, "the connection is closed");
    }
  }

  KmsException failure(Reason reason, String problem) {
    String files = tls.problem().map(wrong -> "; " + wrong).orElse("");
    return new KmsException(reason, "KMIP server at %s: %s%s".formatted(server, problem, files));
  }

  @Override
  public void close() {
    closed = true;
    closeIdle();
  }

  private void closeIdle() {
    for (Connection c = idle.pollFirst(); c != null; c = idle.pollFirst()) {
      c.close();
    }
  }
}
