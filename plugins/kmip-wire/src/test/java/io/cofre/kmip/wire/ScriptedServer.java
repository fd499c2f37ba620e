package io.cofre.kmip.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/// A server of loopback that takes a request, plays what a test wrote for it, and waits for the
/// client to leave.
final class ScriptedServer implements AutoCloseable {
  /// Takes the place of an answer.
  @FunctionalInterface
  interface Script {
    void play(byte[] request, Socket client) throws IOException;
  }

  private static final int LONGEST = 1_000;
  private final ServerSocket listener;
  private final Script script;
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch left = new CountDownLatch(1);

  ScriptedServer(SSLContext tls, boolean askCertificate, Script script) throws IOException {
    var listener =
        (SSLServerSocket)
            tls.getServerSocketFactory()
                .createServerSocket(0, 10, InetAddress.getLoopbackAddress());
    listener.setNeedClientAuth(askCertificate);
    this.listener = listener;
    this.script = script;
    Thread.ofVirtual().start(this::accept);
  }

  /// Start one that writes parts of an answer, each in a TLS record of its own.
  static ScriptedServer answering(SSLContext tls, byte[]... parts) throws IOException {
    return new ScriptedServer(
        tls,
        false,
        (_, client) -> {
          for (byte[] part : parts) {
            client.getOutputStream().write(part);
            client.getOutputStream().flush();
          }
        });
  }

  int port() {
    return listener.getLocalPort();
  }

  /// Wait until a request has come.
  void awaitRequest() throws InterruptedException {
    asked.await();
  }

  /// Wait until a client has left.
  void awaitLeave() throws InterruptedException {
    left.await();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException _) {
        return; // closed
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      var in = client.getInputStream();
      for (var next = TtlvReader.next(in, LONGEST);
          next.isPresent();
          next = TtlvReader.next(in, LONGEST)) {
        asked.countDown();
        script.play(next.get(), client);
      }
    } catch (IOException _) {
      // the client left without a word, or the script ended the connection
    } finally {
      left.countDown();
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
