package io.cofre.kms.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;

/// Says in the operator's words why there is no answer.
final class Failures {
  private static final String REFUSED = "Unexpected response code for CONNECT: ";

  private Failures() {}

  /// A URI as messages show it: without query, user and fragment.
  static String shown(URI uri) {
    String host = uri.getHost() == null ? "" : uri.getHost();
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    return uri.getScheme() + "://" + host + port + path;
  }

  /// @param proxied whether a proxy is on the way
  static String said(IOException e, Duration timeout, boolean proxied) {
    if (Thread.currentThread().isInterrupted()) {
      return "was not waited for: the call was interrupted";
    }
    return switch (e) {
      case UnknownHostException _ when proxied ->
          "cannot be reached: the proxy's name has no address";
      case UnknownHostException _ -> "cannot be found: its name has no address";
      case ConnectException _ -> "cannot be reached: " + firstLine(e);
      case SSLException _ -> "has no connection that can be trusted: " + firstLine(e);
      case java.io.InterruptedIOException _ -> "did not answer within " + plain(timeout);
      case TooLong _ -> firstLine(e);
      default -> refusal(firstLine(e)).orElseGet(() -> "gave no whole answer: " + firstLine(e));
    };
  }

  /// What a proxy answered to CONNECT, from the words of the library.
  private static Optional<String> refusal(String words) {
    if (words.startsWith(REFUSED)) {
      return Optional.of(
          "cannot be reached: the proxy answered " + words.substring(REFUSED.length()));
    }
    return words.startsWith("Failed to authenticate with proxy")
        ? Optional.of("cannot be reached: the proxy wants a user and a password, or others (407)")
        : Optional.empty();
  }

  private static String plain(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
  }

  private static String firstLine(Throwable e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  /// An answer that is too long.
  static final class TooLong extends IOException {
    private static final long serialVersionUID = 1L;

    TooLong(int limit) {
      super("answered more than %d bytes".formatted(limit));
    }
  }
}
