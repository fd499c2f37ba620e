package io.cofre.kms.http;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Tells, of what a library threw, that a KMS was not reached at all.
public final class Unreached {
  private Unreached() {}

  /// The operator's words: `cannot be reached: ` and why; empty if something else went wrong.
  ///
  /// @param failure what was thrown; its causes are looked through
  public static Optional<String> in(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
        .flatMap(cause -> why(cause).stream())
        .reduce((_, innermost) -> innermost)
        .map(why -> "cannot be reached: " + FirstLine.of(why));
  }

  private static Optional<String> why(Throwable cause) {
    return switch (cause) {
      case UnknownHostException unknown ->
          Optional.of("there is no host " + String.valueOf(unknown.getMessage()));
      case ConnectException _, NoRouteToHostException _ ->
          Optional.of(String.valueOf(cause.getMessage()));
      default -> Optional.empty();
    };
  }
}
