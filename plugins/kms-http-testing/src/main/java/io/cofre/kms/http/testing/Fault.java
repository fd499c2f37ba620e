package io.cofre.kms.http.testing;

import java.time.Duration;

/// What a [FaultyProxy] does with a connection.
public sealed interface Fault {

  /// Carry everything.
  record None() implements Fault {}

  /// Wait before the first byte of an answer is carried.
  ///
  /// @param time how long
  record Delay(Duration time) implements Fault {}

  /// Reset the connection as soon as the request comes.
  record Reset() implements Fault {}

  /// Take the request, and never answer.
  record Silence() implements Fault {}

  /// Carry some bytes of the answer, then close the connection.
  ///
  /// @param bytes how many
  record Cut(int bytes) implements Fault {}

  /// Answer in place of the server, without asking it; for servers without TLS.
  ///
  /// @param response a whole HTTP/1.1 response
  record Instead(String response) implements Fault {
    /// An answer with a status and, unless it is empty, a `Retry-After`.
    public static Instead status(int status, String retryAfter, String body) {
      String wait = retryAfter.isEmpty() ? "" : "Retry-After: " + retryAfter + "\r\n";
      return new Instead(
          "HTTP/1.1 %d Fault\r\n%sContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
              .formatted(
                  status,
                  wait,
                  body.getBytes(java.nio.charset.StandardCharsets.UTF_8).length,
                  body));
    }
  }
}
