package io.cofre.kms.http.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// Carries TCP connections of loopback to a server, with faults. Thread-safe.
///
/// A fault strikes a request: bytes from the client that follow bytes of the server, or are the
/// first. So it also strikes connections that are kept alive, under TLS after the handshake has
/// begun. Faults that were [#next] are used up one by one; then [#always] holds.
public final class FaultyProxy implements AutoCloseable {
  private final ServerSocket listener;
  private final InetSocketAddress server;
  private final ConcurrentLinkedQueue<Fault> next = new ConcurrentLinkedQueue<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger requests = new AtomicInteger();
  private volatile Fault always = new Fault.None();

  private FaultyProxy(InetSocketAddress server) throws IOException {
    this.server = server;
    this.listener = new ServerSocket(0, 250, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  /// Start one before a server on a port of this machine.
  public static FaultyProxy before(int port) throws IOException {
    return new FaultyProxy(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  /// Where it listens.
  public int port() {
    return listener.getLocalPort();
  }

  /// Strike the next request that no other fault is meant for.
  public FaultyProxy next(Fault fault) {
    next.add(fault);
    return this;
  }

  /// Strike a number of requests, one after the other.
  public FaultyProxy next(int times, Fault fault) {
    for (int i = 0; i < times; i++) {
      next.add(fault);
    }
    return this;
  }

  /// Strike every request that no other fault is meant for, from now on.
  public FaultyProxy always(Fault fault) {
    always = fault;
    return this;
  }

  /// How many requests came so far.
  public int requests() {
    return requests.get();
  }

  /// Close all connections, as a server that starts again does.
  public void closeConnections() {
    open.forEach(FaultyProxy::quietly);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        open.add(client);
        Thread.ofVirtual().start(() -> carry(client));
      } catch (IOException _) {
        return; // closed
      }
    }
  }

  private void carry(Socket client) {
    try (client;
        var upstream = new Socket(server.getAddress(), server.getPort())) {
      open.add(upstream);
      var line = new Line(client, upstream);
      Thread.ofVirtual().start(line::back);
      line.forth();
    } catch (IOException _) {
      // either side left
    } finally {
      open.removeIf(Socket::isClosed);
    }
  }

  private Fault take() {
    requests.incrementAndGet();
    Fault first = next.poll();
    return first == null ? always : first;
  }

  /// One connection, in both directions.
  private final class Line {
    private final Socket client;
    private final Socket upstream;
    private volatile boolean answered = true;
    private volatile Fault fault = new Fault.None();

    Line(Socket client, Socket upstream) {
      this.client = client;
      this.upstream = upstream;
    }

    void forth() throws IOException {
      byte[] some = new byte[16_384];
      InputStream in = client.getInputStream();
      OutputStream out = upstream.getOutputStream();
      for (int n = in.read(some); n >= 0; n = in.read(some)) {
        if (client.isClosed()) {
          return; // a read in progress may still give bytes that came after the close
        }
        if (answered) {
          answered = false;
          fault = take();
        }
        switch (fault) {
          case Fault.Reset() -> {
            client.setSoLinger(true, 0);
            return;
          }
          case Fault.Silence() -> {}
          case Fault.Instead(String response) -> {
            client.getOutputStream().write(response.getBytes(StandardCharsets.UTF_8));
            client.shutdownOutput();
            drain(in, some);
            return;
          }
          case Fault.None(), Fault.Delay(_), Fault.Cut(_) -> out.write(some, 0, n);
        }
      }
      upstream.shutdownOutput();
    }

    private static void drain(InputStream in, byte[] some) throws IOException {
      while (in.read(some) >= 0) {
        // what is unread would reset the connection before the answer is seen
      }
    }

    void back() {
      try (client;
          upstream) {
        byte[] some = new byte[16_384];
        InputStream in = upstream.getInputStream();
        OutputStream out = client.getOutputStream();
        for (int n = in.read(some); n >= 0; n = in.read(some)) {
          if (!answered && fault instanceof Fault.Delay(var time)) {
            Thread.sleep(time);
          }
          answered = true;
          if (fault instanceof Fault.Cut(int bytes)) {
            out.write(some, 0, Math.min(n, bytes));
            return;
          }
          out.write(some, 0, n);
        }
      } catch (IOException _) {
        // either side left
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static void quietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // it is gone
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    closeConnections();
  }
}
