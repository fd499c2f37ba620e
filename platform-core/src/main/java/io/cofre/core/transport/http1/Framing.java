package io.cofre.core.transport.http1;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Where the body of a request ends (RFC 9112, section 6.3).
///
/// Whatever two readers could understand differently is refused: that is how requests are smuggled.
sealed interface Framing {

  /// There is no body.
  record None() implements Framing {}

  /// The body is this long.
  record Length(long bytes) implements Framing {}

  /// The body comes in chunks.
  record Chunked() implements Framing {}

  /// Find the framing in the headers.
  ///
  /// @throws BadRequest if it is missing, doubled or contradictory
  static Framing of(Map<String, List<String>> headers, int minorVersion) {
    List<String> coding = headers.getOrDefault("transfer-encoding", List.of());
    List<String> length = headers.getOrDefault("content-length", List.of());
    if (!coding.isEmpty()) {
      if (!length.isEmpty() || minorVersion == 0) {
        throw new BadRequest(400, "Transfer-Encoding cannot stand with Content-Length or HTTP/1.0");
      }
      if (coding.size() != 1 || !coding.getFirst().toLowerCase(Locale.ROOT).equals("chunked")) {
        throw new BadRequest(501, "The only transfer coding understood is chunked");
      }
      return new Chunked();
    }
    if (length.isEmpty()) {
      return new None();
    }
    long bytes = length.size() == 1 ? digits(length.getFirst()) : -1;
    if (bytes < 0) {
      throw new BadRequest(400, "Content-Length must be one whole number");
    }
    return new Length(bytes);
  }

  private static long digits(String text) {
    if (text.isEmpty() || text.length() > 18) {
      return -1;
    }
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      value = value * 10 + (c - '0');
    }
    return value;
  }
}
