package io.cofre.kms.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/// Says in the operator's words why there is no answer.
final class Failures {
  private Failures() {}

  /// A URI as messages show it: without query, user and fragment.
  static String shown(URI uri) {
    String host = uri.getHost() == null ? "" : uri.getHost();
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    return uri.getScheme() + "://" + host + port + path;
  }

  static String said(IOException e, Duration timeout) {
    if (Thread.currentThread().isInterrupted()) {
      return "was not waited for: the call was interrupted";
    }
    return switch (e) {
      case UnknownHostException _ -> "cannot be found: its name has no address";
      case ConnectException _ -> "cannot be reached: " + firstLine(e);
      case SSLException _ -> "has no connection that can be trusted: " + firstLine(e);
      case java.io.InterruptedIOException _ -> "did not answer within " + plain(timeout);
      case TooLong _ -> firstLine(e);
      default -> "gave no whole answer: " + firstLine(e);
    };
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
