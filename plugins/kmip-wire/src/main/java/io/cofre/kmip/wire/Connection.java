package io.cofre.kmip.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// A connection to a server over TLS 1.2 or 1.3 that carries one request at a time (as the KMIP
/// Profiles ask: mutual TLS, if the context has a client certificate).
///
/// Used by one thread at a time. It has no timeouts of its own: whoever waits for a virtual thread
/// that uses it interrupts that thread, which closes the connection.
public final class Connection implements AutoCloseable {
  private static final int LONGEST = 1 << 20;

  private final Socket raw = new Socket();
  private final SSLContext tls;
  private final SSLSocket socket;
  private final PushbackInputStream in;
  private boolean answering;

  /// Connect and shake hands; the server's certificate must be for this host.
  ///
  /// @throws javax.net.ssl.SSLException if either side does not trust the other
  /// @throws IOException if there is no connection
  public Connection(String host, int port, SSLContext tls) throws IOException {
    this.tls = tls;
    try {
      raw.connect(new InetSocketAddress(host, port));
      raw.setTcpNoDelay(true);
      this.socket = (SSLSocket) tls.getSocketFactory().createSocket(raw, host, port, true);
      var parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      this.in = new PushbackInputStream(socket.getInputStream());
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /// Whether it was made with this context.
  public boolean uses(SSLContext context) {
    return tls.equals(context);
  }

  /// Whether bytes of an answer came to the last request. If none did, the server may have closed
  /// the connection before it saw the request.
  public boolean answering() {
    return answering;
  }

  /// Send a request and return the whole response, which the caller wipes.
  ///
  /// @throws IOException if none came whole, or it is longer than 1 MiB, or bytes are left of the
  ///   one before; the connection is closed
  public byte[] exchange(byte[] request) throws IOException {
    answering = false;
    try {
      if (in.available() > 0) {
        throw new IOException("the server sent more than its answer");
      }
      socket.getOutputStream().write(request);
      int first = in.read();
      if (first >= 0) {
        answering = true;
        in.unread(first);
      }
      return TtlvReader.next(in, LONGEST)
          .orElseThrow(() -> new EOFException("the server closed the connection"));
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /// Close it, whatever is under way; idempotent.
  @Override
  public void close() {
    try {
      raw.close();
    } catch (IOException _) {
      // it is gone
    }
  }
}
