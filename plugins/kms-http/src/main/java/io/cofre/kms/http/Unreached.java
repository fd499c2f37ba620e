package io.cofre.kms.http;

import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/// Tells, of what a library threw, that a KMS was not reached at all, or lost before it answered.
public final class Unreached {
  private Unreached() {}

  /// The operator's words: `cannot be reached: ` and why; empty if something else went wrong.
  ///
  /// @param failure what was thrown; its causes are looked through
  public static Optional<String> in(Throwable failure) {
    return causes(failure)
        .flatMap(cause -> why(cause).stream())
        .reduce((_, innermost) -> innermost)
        .map(why -> "cannot be reached: " + FirstLine.of(why));
  }

  /// The same, and of a connection that there was: `ended the connection: ` or `has no connection
  /// that can be trusted: `, and why.
  ///
  /// @param failure what was thrown; its causes are looked through
  public static Optional<String> orEnded(Throwable failure) {
    return in(failure)
        .or(() -> causes(failure).flatMap(cause -> end(cause).stream()).findFirst())
        .map(FirstLine::of);
  }

  private static Stream<Throwable> causes(Throwable failure) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause);
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

  private static Optional<String> end(Throwable cause) {
    return switch (cause) {
      case SSLException _ ->
          Optional.of("has no connection that can be trusted: " + cause.getMessage());
      case SocketException _, EOFException _ ->
          Optional.of("ended the connection: " + cause.getMessage());
      default -> Optional.empty();
    };
  }
}
