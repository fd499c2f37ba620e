package io.cofre.kms.http.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import okhttp3.tls.HeldCertificate;

/// TLS on a free port of loopback before a server that has none.
public final class TlsFront implements AutoCloseable {
  private final Listener listener;

  private TlsFront(Listener listener) {
    this.listener = listener;
  }

  /// Start one before a server on a port of this machine.
  public static TlsFront before(int port, TestAuthority authority, HeldCertificate certificate)
      throws IOException {
    var sockets = authority.context(certificate).getServerSocketFactory();
    return new TlsFront(Listener.start(sockets, client -> carry(client, port)));
  }

  /// Where it listens.
  public int port() {
    return listener.port();
  }

  private static void carry(Socket client, int port) throws IOException {
    try (var server = new Socket(InetAddress.getLoopbackAddress(), port)) {
      Listener.join(client, server);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
