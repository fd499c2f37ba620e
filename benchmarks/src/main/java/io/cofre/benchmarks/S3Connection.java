package io.cofre.benchmarks;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// One kept-alive connection that sends signed requests and spends as little as it can on them.
final class S3Connection implements AutoCloseable {
  private final Socket socket = new Socket();
  private final InputStream in;
  private final OutputStream out;
  private final Signer signer;
  private final byte[] sink = new byte[1 << 16];

  S3Connection(int port, Signer signer) throws IOException {
    this.signer = signer;
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
    out = socket.getOutputStream();
  }

  /// Send a chunk again and again until the body has its length; fail unless the status is 2xx.
  void put(String path, byte[] chunk, long length) throws IOException {
    send("PUT", path, length);
    for (long left = length; left > 0; left -= chunk.length) {
      out.write(chunk, 0, (int) Math.min(left, chunk.length));
    }
    receive(path);
  }

  /// Read an object and drop it; return its length.
  long get(String path) throws IOException {
    send("GET", path, 0);
    return receive(path);
  }

  private void send(String method, String path, long length) throws IOException {
    out.write(signer.head(method, path, length).getBytes(StandardCharsets.ISO_8859_1));
  }

  private long receive(String path) throws IOException {
    String status = line();
    long length = 0;
    for (String header = line(); !header.isEmpty(); header = line()) {
      String lower = header.toLowerCase(Locale.ROOT);
      if (lower.startsWith("content-length:")) {
        length = Long.parseLong(lower.substring(15).strip());
      }
    }
    long left = length;
    while (left > 0) {
      int n = in.read(sink, 0, (int) Math.min(left, sink.length));
      if (n < 0) {
        throw new EOFException(path + " broke off");
      }
      left -= n;
    }
    if (!status.contains(" 200 ") && !status.contains(" 204 ")) {
      throw new IOException(path + ": " + status);
    }
    return length;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
