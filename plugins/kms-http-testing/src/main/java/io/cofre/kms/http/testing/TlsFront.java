package io.cofre.kms.http.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import okhttp3.tls.HeldCertificate;

/// TLS on a free port of loopback before a server that has none.
public final class TlsFront implements AutoCloseable {
  private final ServerSocket listener;
  private final int server;

  private TlsFront(ServerSocket listener, int server) {
    this.listener = listener;
    this.server = server;
    Thread.ofVirtual().start(this::accept);
  }

  /// Start one before a server on a port of this machine.
  public static TlsFront before(int port, TestAuthority authority, HeldCertificate certificate)
      throws IOException {
    ServerSocket listener =
        authority
            .context(certificate)
            .getServerSocketFactory()
            .createServerSocket(0, 250, InetAddress.getLoopbackAddress());
    return new TlsFront(listener, port);
  }

  /// Where it listens.
  public int port() {
    return listener.getLocalPort();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Thread.ofVirtual().start(() -> carry(client));
      } catch (IOException _) {
        return; // closed
      }
    }
  }

  private void carry(Socket client) {
    try (client;
        var upstream = new Socket(InetAddress.getLoopbackAddress(), server)) {
      Thread.ofVirtual().start(() -> copy(upstream, client));
      client.getInputStream().transferTo(upstream.getOutputStream());
    } catch (IOException _) {
      // either side left
    }
  }

  private static void copy(Socket from, Socket to) {
    try (to) {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException _) {
      // either side left
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
