package io.cofre.kms.http.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The head of a request to a web proxy (RFC 9112, 3.2.2 and 3.2.3).
///
/// @param method `CONNECT` or another
/// @param address where to
/// @param headers the lines, as they came
record ProxyRequest(String method, URI address, List<String> headers) {
  private static final int LONGEST = 16_384;

  /// Read one; empty if the client left before.
  ///
  /// @throws IllegalArgumentException if it is none, with what is wrong
  static Optional<ProxyRequest> read(InputStream in) throws IOException {
    var head = new ByteArrayOutputStream();
    String text = "";
    while (!text.endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0 || head.size() == LONGEST) {
        return Optional.empty();
      }
      head.write(next);
      text = next == '\n' ? head.toString(StandardCharsets.US_ASCII) : "";
    }
    return Optional.of(parse(text.strip().lines().toList()));
  }

  private static ProxyRequest parse(List<String> lines) {
    String[] parts = lines.getFirst().split(" ", -1);
    boolean tunnel = parts[0].equals("CONNECT");
    if (parts.length != 3
        || !parts[2].equals("HTTP/1.1")
        || !parts[1].matches(tunnel ? "[a-z0-9.-]+:[0-9]+" : "http://[a-z0-9.-]+(:[0-9]+)?/.*")) {
      throw new IllegalArgumentException("no request to a proxy: " + lines.getFirst());
    }
    URI address = URI.create(tunnel ? "https://" + parts[1] : parts[1]);
    var request = new ProxyRequest(parts[0], address, lines.subList(1, lines.size()));
    String named = request.header("host").orElse("");
    if (!named.equals(request.target()) && !named.equals(request.host())) {
      throw new IllegalArgumentException(
          "%s with Host: %s".formatted(lines.getFirst(), named)); // RFC 9112, 3.2
    }
    return request;
  }

  private Optional<String> header(String name) {
    return headers.stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .findFirst();
  }

  boolean isTunnel() {
    return method.equals("CONNECT");
  }

  String host() {
    return address.getHost();
  }

  int port() {
    return address.getPort() < 0 ? 80 : address.getPort();
  }

  /// As `host:port`.
  String target() {
    return host() + ":" + port();
  }

  /// The value of `Proxy-Authorization`, or the empty text.
  String credentials() {
    return header("proxy-authorization").orElse("");
  }

  /// The head that goes on to the server, which is to close the connection after its answer.
  byte[] forwarded() {
    String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
    String rest =
        headers.stream()
            .filter(line -> !line.toLowerCase(Locale.ROOT).matches("(proxy-[a-z]+|connection):.*"))
            .collect(Collectors.joining("\r\n"));
    return "%s %s%s HTTP/1.1\r\n%s\r\nConnection: close\r\n\r\n"
        .formatted(method, address.getRawPath(), query, rest)
        .getBytes(StandardCharsets.US_ASCII);
  }
}
