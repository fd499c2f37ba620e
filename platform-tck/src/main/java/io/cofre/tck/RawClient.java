package io.cofre.tck;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A client of HTTP/1.1 (RFC 9112) that sends exactly the bytes it is told to send.
final class RawClient implements AutoCloseable {
  private static final int PATIENCE = 1000 * Crowd.PATIENCE_SECONDS;
  private final Socket socket;
  private final PushbackInputStream in;
  private final OutputStream out;

  /// The head of an answer, header names in lower case.
  record Head(int status, Map<String, List<String>> headers) {
    String header(String name) {
      return String.join("|", headers.getOrDefault(name, List.of()));
    }
  }

  RawClient(URI address) throws IOException {
    socket = new Socket(address.getHost(), address.getPort());
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE);
    in = new PushbackInputStream(socket.getInputStream());
    out = socket.getOutputStream();
  }

  int localPort() {
    return socket.getLocalPort();
  }

  /// Send text in ISO 8859-1; lines end as the text says.
  RawClient send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  RawClient send(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
    return this;
  }

  /// Send a request line, `Host`, other header lines, and the empty line.
  RawClient head(String method, String target, String... lines) throws IOException {
    StringBuilder text = new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: cofre\r\n");
    for (String line : lines) {
      text.append(line).append("\r\n");
    }
    return send(text.append("\r\n").toString());
  }

  /// End what is sent, and still read.
  RawClient finish() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /// Whether nothing comes for a moment.
  boolean silent() throws IOException {
    socket.setSoTimeout(300);
    try {
      int next = in.read();
      if (next >= 0) {
        in.unread(next);
      }
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    } finally {
      socket.setSoTimeout(PATIENCE);
    }
  }

  Head readHead() throws IOException {
    String[] status = line().split(" ", 3);
    if (!status[0].equals("HTTP/1.1")) {
      throw new IOException("not an HTTP/1.1 answer: " + String.join(" ", status));
    }
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      headers
          .computeIfAbsent(
              line.substring(0, colon).toLowerCase(Locale.ROOT), n -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    return new Head(Integer.parseInt(status[1]), headers);
  }

  /// Read a body that is delimited by a length or by chunks, or that goes on to the end.
  ///
  /// @throws EOFException if it breaks off
  byte[] readBody(Head head) throws IOException {
    if (head.header("transfer-encoding").equalsIgnoreCase("chunked")) {
      return chunks();
    }
    String length = head.header("content-length");
    return length.isEmpty() ? in.readAllBytes() : exactly(Integer.parseInt(length));
  }

  private byte[] chunks() throws IOException {
    var all = new ByteArrayOutputStream();
    int size = Integer.parseInt(line().split(";", 2)[0].strip(), 16);
    while (size > 0) {
      all.writeBytes(exactly(size));
      exactly(2);
      size = Integer.parseInt(line().split(";", 2)[0].strip(), 16);
    }
    String trailer = line();
    while (!trailer.isEmpty()) {
      trailer = line();
    }
    return all.toByteArray();
  }

  private byte[] exactly(int size) throws IOException {
    byte[] bytes = in.readNBytes(size);
    if (bytes.length < size) {
      throw new EOFException("the answer broke off after " + bytes.length + " of " + size);
    }
    return bytes;
  }

  private String line() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the connection ended after \"" + line + "\"");
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  /// Wait for the end of the connection; what still comes is returned.
  byte[] rest() throws IOException {
    var all = new ByteArrayOutputStream();
    try {
      ((InputStream) in).transferTo(all);
    } catch (SocketException e) {
      return all.toByteArray(); // a reset is an end too
    }
    return all.toByteArray();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
