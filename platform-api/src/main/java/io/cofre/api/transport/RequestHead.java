package io.cofre.api.transport;

import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A request without its body, as it was on the wire.
///
/// @param method `GET`, `PUT`, ...
/// @param rawPath the path, still percent-encoded
/// @param rawQuery the query without its question mark, still percent-encoded, empty when absent
/// @param headers the values by lower-case name, with `host` also where HTTP/2 calls it
///   `:authority`
/// @param peer who is connected
/// @param confidential whether nobody on the way can read along (TLS)
/// @param certificates the peer's certificate chain, leaf first, empty without mutual TLS
/// @since 0.1
public record RequestHead(
    String method,
    String rawPath,
    String rawQuery,
    Map<String, List<String>> headers,
    InetSocketAddress peer,
    boolean confidential,
    List<X509Certificate> certificates) {

  /// Copies the collections.
  public RequestHead {
    headers = Map.copyOf(headers);
    certificates = List.copyOf(certificates);
  }

  /// Return the first value of a header.
  ///
  /// @param name in lower case
  public Optional<String> header(String name) {
    List<String> values = headers.getOrDefault(name, List.of());
    return values.isEmpty() ? Optional.empty() : Optional.of(values.getFirst());
  }
}
