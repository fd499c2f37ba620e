package io.cofre.core.client;

import java.io.Serial;

/// Says why the server did not do what the command line asked; the message is for operators.
public final class ClientFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /// The reasons there are.
  public enum Reason {
    /// The command cannot be understood.
    USAGE,
    /// No server answers there.
    UNREACHABLE,
    /// The token is missing, wrong or not allowed.
    NOT_ALLOWED,
    /// The server said no.
    REFUSED,
    /// The server, or what it needs, failed.
    FAILED
  }

  private final Reason reason;

  /// Make one.
  public ClientFailure(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /// Why.
  public Reason reason() {
    return reason;
  }
}
