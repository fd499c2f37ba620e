package io.cofre.kms.kmip;

import module java.base;

import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kmip.wire.Connection;
import io.cofre.kms.http.Unreached;
import io.cofre.kms.http.Watched;

/// A few connections to one server that many threads share; nothing is asked twice. Thread-safe.
final class Channel implements AutoCloseable {
  private final Endpoint server;
  private final Watched<SSLContext> tls;
  private final Duration timeout;
  private final String time;
  private final Semaphore free;
  private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  Channel(Endpoint server, Watched<SSLContext> tls, Duration timeout, int connections) {
    this.server = server;
    this.tls = tls;
    this.timeout = timeout;
    this.time = timeout.toMillis() + " ms";
    this.free = new Semaphore(connections, true);
  }

  /// Send a request and return the whole response, which the caller wipes.
  ///
  /// @param harmless whether an idle connection may be tried first: if it turns out that the server
  ///   had closed it, the request goes to a fresh one
  /// @throws KmsException `UNAVAILABLE`, or `ACCESS_DENIED` for a client certificate refused
  byte[] exchange(byte[] request, boolean harmless) {
    if (closed) {
      throw failure(Reason.UNAVAILABLE, "the connection is closed");
    }
    long end = System.nanoTime() + timeout.toNanos();
    try {
      if (!free.tryAcquire(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
        throw failure(Reason.UNAVAILABLE, "all connections were busy for " + time);
      }
      try {
        return within(end, new FutureTask<>(() -> answered(request, harmless)));
      } finally {
        free.release();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw failure(Reason.UNAVAILABLE, "the call was interrupted");
    }
  }

  /// Wait for an answer on a thread that can be given up: the timeouts of sockets begin anew with
  /// each byte, and the lookup of a name has none.
  private byte[] within(long end, FutureTask<byte[]> answer) throws InterruptedException {
    Thread.ofVirtual().name("kmip-call").start(answer);
    try {
      return answer.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      throw failure(Reason.UNAVAILABLE, "no answer within " + time);
    } catch (ExecutionException e) {
      throw failure(e);
    } finally {
      answer.cancel(true);
    }
  }

  private byte[] answered(byte[] request, boolean harmless) throws IOException {
    SSLContext current = tls.get();
    Connection old = harmless ? idle.pollFirst() : null;
    if (old != null && old.uses(current)) {
      try {
        return exchange(old, request);
      } catch (IOException e) {
        if (old.answering() || Thread.currentThread().isInterrupted()) {
          throw e;
        }
      }
    }
    if (old != null) {
      old.close();
      closeIdle(); // what made it useless most likely did so to the others too
    }
    return exchange(new Connection(server.host(), server.port(), current), request);
  }

  private byte[] exchange(Connection connection, byte[] request) throws IOException {
    byte[] response = connection.exchange(request);
    idle.addFirst(connection);
    if (closed) {
      closeIdle();
    }
    if (Thread.currentThread().isInterrupted()) {
      Arrays.fill(response, (byte) 0); // nobody waits for it, and it may hold a key
      throw new InterruptedIOException();
    }
    return response;
  }

  private KmsException failure(ExecutionException e) {
    if (!(e.getCause() instanceof SSLException broken)) {
      String words = Unreached.in(e).map(text -> "it " + text).orElse(String.valueOf(e.getCause()));
      return failure(Reason.UNAVAILABLE, words);
    }
    String text = String.valueOf(broken.getMessage());
    if (text.contains("Received fatal alert")) {
      return failure(
          Reason.ACCESS_DENIED, "it refused the client certificate of tls-cert (" + text + ")");
    }
    return failure(Reason.UNAVAILABLE, "TLS failed: " + text);
  }

  KmsException failure(Reason reason, String problem) {
    String files = tls.problem().map(wrong -> "; " + wrong).orElse("");
    return new KmsException(reason, "%s: %s%s".formatted(this, problem, files));
  }

  @Override
  public String toString() {
    return "KMIP server at " + server;
  }

  @Override
  public void close() {
    closed = true;
    closeIdle();
  }

  /// Close the connections that nobody uses.
  void closeIdle() {
    for (Connection c = idle.pollFirst(); c != null; c = idle.pollFirst()) {
      c.close();
    }
  }
}
