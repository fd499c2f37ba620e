package io.cofre.core.seal;

import java.io.Serial;

/// Says that a body cannot be sealed or opened here, although nothing is wrong with its bytes.
public final class SealFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /// The reasons there are.
  public enum Reason {
    /// The layout names a version of the format that this release does not know.
    UNKNOWN_FORMAT,
    /// The layout names a cipher that no installed plugin offers.
    UNKNOWN_CIPHER,
    /// The body has more segments than its cipher may seal under one key.
    TOO_LONG
  }

  private final Reason reason;

  /// Make one.
  public SealFailure(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /// Why.
  public Reason reason() {
    return reason;
  }
}
