package io.cofre.kms.http.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.net.ServerSocketFactory;

/// Takes connections on a free port of loopback, each on a thread of its own, until it is closed.
final class Listener implements AutoCloseable {
  private final ServerSocket socket;

  /// Carries one connection, which is closed when it returns.
  @FunctionalInterface
  interface Work {
    void carry(Socket client) throws IOException;
  }

  private Listener(ServerSocket socket) {
    this.socket = socket;
  }

  static Listener start(ServerSocketFactory sockets, Work work) throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    var listener = new Listener(sockets.createServerSocket(0, 250, loopback));
    Thread.ofVirtual().start(() -> listener.accept(work));
    return listener;
  }

  int port() {
    return socket.getLocalPort();
  }

  private void accept(Work work) {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread.ofVirtual().start(() -> carry(work, client));
      } catch (IOException _) {
        return; // closed
      }
    }
  }

  private static void carry(Work work, Socket client) {
    try (client) {
      work.carry(client);
    } catch (IOException _) {
      // either side left
    }
  }

  /// Carry bytes in both directions until the client leaves.
  static void join(Socket client, Socket server) throws IOException {
    Thread.ofVirtual()
        .start(() -> carry(to -> server.getInputStream().transferTo(to.getOutputStream()), client));
    client.getInputStream().transferTo(server.getOutputStream());
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
