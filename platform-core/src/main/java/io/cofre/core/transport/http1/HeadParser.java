package io.cofre.core.transport.http1;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Reads the bytes of a head (RFC 9112, sections 3 and 5), strictly.
///
/// Refused, because readers differ on them: line ends other than CRLF, folded lines, white space
/// before a colon, control characters, and bytes beyond ASCII in the request line.
final class HeadParser {
  private static final int MOST_HEADERS = 256;
  private final byte[] bytes;
  private final int end;
  private int at;

  private HeadParser(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.at = from;
    this.end = to;
  }

  /// Parse a head.
  ///
  /// @param to where its last header line ends, after the CRLF of that line
  /// @throws BadRequest if it is malformed
  static Head parse(byte[] bytes, int from, int to) {
    return new HeadParser(bytes, from, to).head();
  }

  private Head head() {
    String line = line();
    int first = line.indexOf(' ');
    int last = line.lastIndexOf(' ');
    if (first <= 0 || first == last) {
      throw new BadRequest(400, "The request line must be: METHOD /path HTTP/1.1");
    }
    String method = line.substring(0, first);
    String target = line.substring(first + 1, last);
    int minorVersion = minorVersion(line.substring(last + 1));
    if (!Token.valid(method)) {
      throw new BadRequest(400, "The method is not a token");
    }
    Map<String, List<String>> headers = headers();
    Target parts = Target.parse(target, method);
    parts.authority().ifPresent(host -> headers.put("host", List.of(host)));
    requireHost(headers, minorVersion);
    Framing framing = Framing.of(headers, minorVersion);
    return new Head(method, parts.path(), parts.query(), minorVersion, headers, framing);
  }

  private static int minorVersion(String version) {
    if (version.length() != 8 || !version.startsWith("HTTP/")) {
      throw new BadRequest(400, "The request line must end with HTTP/1.1");
    }
    return switch (version) {
      case "HTTP/1.1" -> 1;
      case "HTTP/1.0" -> 0;
      default -> throw new BadRequest(505, "The versions understood are HTTP/1.1 and HTTP/2");
    };
  }

  private static void requireHost(Map<String, List<String>> headers, int minorVersion) {
    int hosts = headers.getOrDefault("host", List.of()).size();
    if (hosts > 1 || (hosts == 0 && minorVersion > 0)) {
      throw new BadRequest(400, "A request has exactly one Host header");
    }
  }

  private Map<String, List<String>> headers() {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    int count = 0;
    while (at < end) {
      if (++count > MOST_HEADERS) {
        throw new BadRequest(431, "There are too many headers");
      }
      String line = line();
      int colon = line.indexOf(':');
      if (colon <= 0 || !Token.valid(line.substring(0, colon))) {
        throw new BadRequest(400, "A header must be: Name: value");
      }
      String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
      String value = trim(line, colon + 1);
      if (!Token.validValue(value)) {
        throw new BadRequest(400, "A header value holds control characters");
      }
      headers.computeIfAbsent(name, _ -> new ArrayList<>(1)).add(value);
    }
    headers.replaceAll((_, values) -> List.copyOf(values));
    return headers;
  }

  private String line() {
    int start = at;
    while (at < end && bytes[at] != '\r' && bytes[at] != '\n') {
      at++;
    }
    if (at + 1 >= end || bytes[at] != '\r' || bytes[at + 1] != '\n') {
      throw new BadRequest(400, "A line must end with CR and LF");
    }
    String line = new String(bytes, start, at - start, StandardCharsets.ISO_8859_1);
    at += 2;
    return line;
  }

  private static String trim(String line, int from) {
    int start = from;
    int stop = line.length();
    while (start < stop && blank(line.charAt(start))) {
      start++;
    }
    while (stop > start && blank(line.charAt(stop - 1))) {
      stop--;
    }
    return line.substring(start, stop);
  }

  private static boolean blank(char c) {
    return c == ' ' || c == '\t';
  }
}
