package io.cofre.kms.kmip;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// A TLS connection that carries one request at a time. Used by one thread at a time.
final class Connection {
  private static final int LONGEST = 1 << 20;
  private static final int STEP = 8_192;

  private final Socket raw;
  private final SSLSocket socket;
  private final SSLContext tls;
  private boolean answering;

  private Connection(Socket raw, SSLSocket socket, SSLContext tls) {
    this.raw = raw;
    this.socket = socket;
    this.tls = tls;
  }

  /// Connect and shake hands; the server's certificate must be for this host.
  static Connection open(Endpoint server, SSLContext tls, Duration time) throws IOException {
    var raw = new Socket();
    var watch = new Watch(raw, time);
    try (watch) {
      raw.connect(new InetSocketAddress(server.host(), server.port()));
      raw.setTcpNoDelay(true);
      var factory = tls.getSocketFactory();
      var socket = (SSLSocket) factory.createSocket(raw, server.host(), server.port(), true);
      var parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return new Connection(raw, socket, tls);
    } catch (IOException e) {
      raw.close();
      throw watch.fired() ? new TooSlow(e) : e;
    }
  }

  /// Whether it was made with these certificates.
  boolean uses(SSLContext current) {
    return tls.equals(current);
  }

  /// Whether bytes of an answer came to the last request.
  boolean answering() {
    return answering;
  }

  /// Send a request and read the whole response, which the caller wipes.
  byte[] exchange(byte[] request, Duration time) throws IOException {
    answering = false;
    var watch = new Watch(raw, time);
    try (watch) {
      socket.getOutputStream().write(request);
      socket.getOutputStream().flush();
      return response(socket.getInputStream());
    } catch (IOException e) {
      close();
      throw watch.fired() ? new TooSlow(e) : e;
    }
  }

  private byte[] response(InputStream in) throws IOException {
    byte[] head = filled(in, TtlvReader.HEADER);
    int length = ByteBuffer.wrap(head, 4, 4).getInt();
    if (length < 0 || length > LONGEST) {
      throw new IOException("the response claims %,d bytes".formatted(length & 0xffffffffL));
    }
    byte[] body = filled(in, length);
    byte[] whole = Arrays.copyOf(head, head.length + length);
    System.arraycopy(body, 0, whole, head.length, length);
    Arrays.fill(body, (byte) 0);
    return whole;
  }

  /// Read bytes as they come: a length that is only claimed takes no memory.
  private byte[] filled(InputStream in, int length) throws IOException {
    byte[] some = new byte[Math.min(length, STEP)];
    var all = new Wiping();
    try (all) {
      while (all.size() < length) {
        int n = in.read(some, 0, Math.min(some.length, length - all.size()));
        if (n < 0) {
          throw new EOFException("the server closed the connection");
        }
        answering = true;
        all.write(some, 0, n);
      }
      return all.toByteArray();
    } finally {
      Arrays.fill(some, (byte) 0);
    }
  }

  private static final class Wiping extends ByteArrayOutputStream {
    Wiping() {
      super(STEP); // what holds a key fits, so none is left behind in a smaller array
    }

    @Override
    public void close() {
      Arrays.fill(buf, (byte) 0);
    }
  }

  void close() {
    try {
      raw.close();
    } catch (IOException _) {
      // it is gone
    }
  }

  /// Says that the time for a call was over.
  static final class TooSlow extends IOException {
    @java.io.Serial private static final long serialVersionUID = 1L;

    TooSlow(IOException cause) {
      super("too slow", cause);
    }
  }
}
