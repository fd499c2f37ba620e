package io.cofre.core.transport.tls;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// Makes the server's side of TLS sockets over accepted ones.
final class ServerSockets extends SSLSocketFactory {
  private final SSLSocketFactory factory;
  private final SSLParameters parameters;
  private final int patienceMillis;

  ServerSockets(SSLSocketFactory factory, SSLParameters parameters, Duration patience) {
    this.factory = factory;
    this.parameters = parameters;
    this.patienceMillis = (int) patience.toMillis();
  }

  /// Closes the accepted socket with the TLS socket, whatever is asked: nobody else would.
  @Override
  public Socket createSocket(Socket accepted, @Nullable InputStream consumed, boolean autoClose)
      throws IOException {
    SSLSocket socket = (SSLSocket) factory.createSocket(accepted, consumed, true);
    socket.setSSLParameters(parameters);
    accepted.setSoTimeout(patienceMillis);
    return socket;
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return factory.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return factory.getSupportedCipherSuites();
  }

  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
      throws IOException {
    throw client();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    throw client();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    throw client();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    throw client();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    throw client();
  }

  private static IOException client() {
    return new IOException("a listener makes no connections");
  }
}
