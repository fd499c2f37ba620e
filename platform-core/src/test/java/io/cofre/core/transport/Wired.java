package io.cofre.core.transport;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A client that writes what it is told and reads answers one by one.
final class Wired implements AutoCloseable {
  final Socket socket;
  private final InputStream in;

  Wired(int port) throws IOException {
    this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(20_000);
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /// One answer.
  record Answer(int status, List<String> headers, byte[] body) {
    Optional<String> header(String name) {
      String prefix = name.toLowerCase(Locale.ROOT) + ": ";
      return headers.stream()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
          .map(line -> line.substring(prefix.length()))
          .findFirst();
    }

    String text() {
      return new String(body, StandardCharsets.ISO_8859_1);
    }
  }

  Wired send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  Answer answer() throws IOException {
    return answer(true);
  }

  Answer answerToHead() throws IOException {
    return answer(false);
  }

  private Answer answer(boolean withBody) throws IOException {
    String first = line();
    if (!first.startsWith("HTTP/1.1 ")) {
      throw new IOException("not an answer: " + first);
    }
    int status = Integer.parseInt(first.substring(9, 12));
    List<String> headers = new ArrayList<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      headers.add(line);
    }
    Answer head = new Answer(status, headers, new byte[0]);
    if (!withBody || status < 200 || status == 204 || status == 304) {
      return head;
    }
    if (head.header("transfer-encoding").isPresent()) {
      return new Answer(status, headers, chunks());
    }
    int length = head.header("content-length").map(Integer::parseInt).orElse(-1);
    byte[] body = length < 0 ? in.readAllBytes() : in.readNBytes(length);
    if (length > body.length) {
      throw new IOException("the answer was broken off");
    }
    return new Answer(status, headers, body);
  }

  private byte[] chunks() throws IOException {
    StringBuilder body = new StringBuilder();
    while (true) {
      int size = Integer.parseInt(line(), 16);
      byte[] chunk = in.readNBytes(size);
      if (chunk.length < size) {
        throw new IOException("the answer was broken off");
      }
      body.append(new String(chunk, StandardCharsets.ISO_8859_1));
      line();
      if (size == 0) {
        return body.toString().getBytes(StandardCharsets.ISO_8859_1);
      }
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    while (true) {
      int c = in.read();
      if (c < 0) {
        throw new IOException("closed after: " + line);
      }
      if (c == '\r') {
        if (in.read() != '\n') {
          throw new IOException("a line must end with CR and LF");
        }
        return line.toString();
      }
      line.append((char) c);
    }
  }

  /// Whether the server has closed the connection, after anything it still had to say.
  boolean closed() throws IOException {
    try {
      return in.read() < 0;
    } catch (java.net.SocketException _) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
