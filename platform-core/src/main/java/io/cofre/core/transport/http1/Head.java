package io.cofre.core.transport.http1;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The head of a request, as it was on the wire.
///
/// @param method the method
/// @param path the path, still percent-encoded
/// @param query the query without its question mark, empty when absent
/// @param minorVersion 0 for HTTP/1.0, 1 for HTTP/1.1
/// @param headers the values by lower-case name; each character of a value is one byte of it
/// @param framing where the body ends
record Head(
    String method,
    String path,
    String query,
    int minorVersion,
    Map<String, List<String>> headers,
    Framing framing) {

  Head {
    headers = Map.copyOf(headers);
  }

  /// Whether the client wants to go on with this connection. HTTP/1.0 has no use for that here.
  boolean persistent() {
    return minorVersion > 0 && !hasToken("connection", "close");
  }

  /// Whether the client waits for `100 Continue` before it sends the body.
  boolean expectsContinue() {
    return minorVersion > 0 && hasToken("expect", "100-continue");
  }

  private boolean hasToken(String name, String token) {
    for (String value : headers.getOrDefault(name, List.of())) {
      for (String part : value.split(",", -1)) {
        if (part.strip().toLowerCase(Locale.ROOT).equals(token)) {
          return true;
        }
      }
    }
    return false;
  }
}
