package io.cofre.tck.fake;

import io.cofre.api.transport.RequestHead;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Reads requests from one connection of a [SocketTransport].
final class SocketConnection {
  private final Socket socket;
  private final SocketTransport transport;
  private final InputStream in;

  SocketConnection(Socket socket, SocketTransport transport) throws IOException {
    this.socket = socket;
    this.transport = transport;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /// Read the next request, or return null at the end.
  SocketExchange next() throws IOException {
    String request = line(in);
    if (request == null) {
      return null;
    }
    String[] words = request.split(" ");
    Map<String, List<String>> headers = headers();
    String target = words[1];
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    if (transport.has(Flaw.DECODES_PATHS)) {
      path = URLDecoder.decode(path, StandardCharsets.UTF_8);
    }
    RequestHead head =
        new RequestHead(
            words[0],
            path,
            mark < 0 ? "" : target.substring(mark + 1),
            headers,
            (InetSocketAddress) socket.getRemoteSocketAddress(),
            false,
            List.of());
    if (transport.has(Flaw.CONTINUES_AT_ONCE) && head.header("expect").isPresent()) {
      socket
          .getOutputStream()
          .write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    return new SocketExchange(head, in, socket.getOutputStream(), transport);
  }

  private Map<String, List<String>> headers() throws IOException {
    Map<String, List<String>> headers = new HashMap<>();
    for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      String value = line.substring(colon + 1).strip();
      List<String> values = headers.computeIfAbsent(name, n -> new ArrayList<>());
      if (transport.has(Flaw.SPLITS_HEADERS)) {
        values.addAll(List.of(value.split(",", -1)));
      } else if (transport.has(Flaw.REVERSES_REPEATED_HEADERS)) {
        values.addFirst(value);
      } else {
        values.add(value);
      }
    }
    return headers;
  }

  static String line(InputStream in) throws IOException {
    var line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        return null;
      }
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }
}
