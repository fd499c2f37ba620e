package io.cofre.api.transport;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// The head of an answer.
///
/// @param status the HTTP status, 200 to 599
/// @param headers the values by name, without those of transfer
/// @param length the length of the body in bytes; empty when it is not known before
/// @since 0.1
public record ResponseHead(int status, Map<String, List<String>> headers, OptionalLong length) {

  /// Copies the headers.
  public ResponseHead {
    if (status < 200 || status > 599) {
      throw new IllegalArgumentException("an HTTP status is 200 to 599");
    }
    headers = Map.copyOf(headers);
  }
}
