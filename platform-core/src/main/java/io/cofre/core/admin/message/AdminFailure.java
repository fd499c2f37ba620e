package io.cofre.core.admin.message;

import java.io.Serial;
import java.util.List;
import java.util.Map;

/// Says why an admin request was not done; the message is shown and holds no secret.
public final class AdminFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;
  private final AdminError error;
  private final transient Map<String, List<String>> headers;

  /// Make one.
  public AdminFailure(AdminError error, String message) {
    this(error, message, Map.of());
  }

  /// Make one with headers for the answer.
  public AdminFailure(AdminError error, String message, Map<String, List<String>> headers) {
    super(message);
    this.error = error;
    this.headers = Map.copyOf(headers);
  }

  /// Make one that says when to come again.
  ///
  /// @param seconds at least 1 is told
  public static AdminFailure later(AdminError error, String message, long seconds) {
    String wait = Long.toString(Math.max(1, seconds));
    return new AdminFailure(error, message, Map.of("Retry-After", List.of(wait)));
  }

  /// What it is.
  public AdminError error() {
    return error;
  }

  /// More headers of the answer.
  public Map<String, List<String>> headers() {
    return headers;
  }
}
