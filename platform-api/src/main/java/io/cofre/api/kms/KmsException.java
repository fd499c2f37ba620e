package io.cofre.api.kms;

import java.io.Serial;
import java.time.Duration;
import java.util.Optional;

/// Says why a KMS did not do what it was asked.
///
/// The message is in the operator's words, names the KMS and the key, and never holds a secret.
///
/// @since 0.1
public final class KmsException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /// The reasons there are.
  public enum Reason {
    /// No key of that name, or it was destroyed.
    KEY_NOT_FOUND,
    /// The key is there and switched off.
    KEY_DISABLED,
    /// The key is there, and will be destroyed unless its deletion is cancelled in time.
    KEY_PENDING_DELETION,
    /// A key of that name is there already.
    KEY_EXISTS,
    /// The KMS knows the caller and says no, or does not know the caller.
    ACCESS_DENIED,
    /// The wrapped key or its context is not what was wrapped.
    NOT_AUTHENTIC,
    /// The KMS cannot do this at all, or not through this connection.
    UNSUPPORTED,
    /// Too many requests; try again later.
    THROTTLED,
    /// The KMS cannot be reached, is sealed, or failed for now.
    UNAVAILABLE,
    /// An answer nobody foresaw.
    UNEXPECTED;

    /// Whether the same request may succeed when repeated a little later.
    public boolean retryable() {
      return this == THROTTLED || this == UNAVAILABLE;
    }
  }

  private final Reason reason;
  private final Duration retryAfter;

  /// Make one without a cause.
  public KmsException(Reason reason, String message) {
    super(message);
    this.reason = reason;
    this.retryAfter = Duration.ZERO;
  }

  /// Make one with a cause, whose own message must hold no secret either.
  public KmsException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.retryAfter = Duration.ZERO;
  }

  private KmsException(KmsException from, Duration retryAfter) {
    super(from.getMessage(), from.getCause());
    this.reason = from.reason;
    this.retryAfter = retryAfter;
  }

  /// Return the same failure with the wait that the KMS asked for.
  public KmsException retryAfter(Duration wait) {
    return new KmsException(this, wait);
  }

  /// Why.
  public Reason reason() {
    return reason;
  }

  /// How long the KMS asked to wait, if it did.
  public Optional<Duration> retryAfter() {
    return retryAfter.isZero() ? Optional.empty() : Optional.of(retryAfter);
  }
}
