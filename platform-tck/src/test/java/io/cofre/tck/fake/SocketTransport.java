package io.cofre.tck.fake;

import io.cofre.api.transport.Gate;
import io.cofre.api.transport.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// A small HTTP/1.1 listener on a loopback port, which can be given flaws.
final class SocketTransport implements Transport {
  private final Gate gate;
  private final Set<Flaw> flaws = EnumSet.noneOf(Flaw.class);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition finished = lock.newCondition();
  private final Set<Socket> idle = ConcurrentHashMap.newKeySet();
  private final Set<Socket> busy = ConcurrentHashMap.newKeySet();
  private ServerSocket server;
  private volatile boolean draining;
  private volatile boolean stopped;
  private boolean closed;

  SocketTransport(Gate gate, Flaw... flaws) {
    this.gate = gate;
    this.flaws.addAll(Set.of(flaws));
  }

  boolean has(Flaw flaw) {
    return flaws.contains(flaw);
  }

  @Override
  public void start() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  @Override
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        idle.add(socket);
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      var connection = new SocketConnection(socket, this);
      boolean more = true;
      while (more) {
        SocketExchange exchange = connection.next();
        more = exchange != null && enter(socket, exchange);
      }
    } catch (IOException e) {
      // the client has gone
    } finally {
      idle.remove(socket);
    }
  }

  private boolean enter(Socket socket, SocketExchange exchange) throws IOException {
    lock.lock();
    try {
      if (stopped || (draining && !has(Flaw.TAKES_REQUESTS_WHILE_DRAINING))) {
        return false;
      }
      idle.remove(socket);
      busy.add(socket);
    } finally {
      lock.unlock();
    }
    try {
      gate.enter(exchange);
      return exchange.leave() && !draining;
    } catch (RuntimeException e) {
      exchange.breakOff();
      return false;
    } finally {
      lock.lock();
      try {
        busy.remove(socket);
        idle.add(socket);
        finished.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  @Override
  public void drain(Duration grace) {
    lock.lock();
    try {
      draining = true;
      if (!has(Flaw.TAKES_REQUESTS_WHILE_DRAINING)) {
        shut(server);
        idle.forEach(SocketTransport::shut);
      }
      long left = grace.compareTo(Duration.ofHours(1)) > 0 ? 1L << 50 : grace.toNanos();
      while (!busy.isEmpty() && (left > 0 || has(Flaw.WAITS_BEYOND_THE_GRACE))) {
        left = finished.awaitNanos(left > 0 ? left : TimeUnit.SECONDS.toNanos(1));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
    stop();
  }

  @Override
  public void close() {
    if (closed && has(Flaw.CLOSES_ONCE)) {
      throw new IllegalStateException("closed before");
    }
    closed = true;
    stop();
  }

  private void stop() {
    stopped = true;
    draining = true;
    if (server != null) {
      shut(server);
    }
    idle.forEach(SocketTransport::shut);
    busy.forEach(SocketTransport::shut);
  }

  private static void shut(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
