package io.cofre.core.object.model;

import java.io.Serial;

/// Says why the store did not do what it was asked.
public final class ObjectFailure extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  /// The reasons there are.
  public enum Reason {
    NO_SUCH_BUCKET,
    BUCKET_EXISTS,
    BUCKET_NOT_EMPTY,
    NO_SUCH_KEY,
    NO_SUCH_UPLOAD,
    INVALID_PART,
    INVALID_PART_ORDER,
    PART_TOO_SMALL,
    /// The parts are not as long together as the client expects.
    SIZE_MISMATCH,
    TOO_LARGE,
    PRECONDITION_FAILED,
    /// Another write of the same key came between.
    CONFLICT,
    /// The MD5 the client sent is not that of the content.
    MD5_MISMATCH,
    /// The checksum the client sent is not that of the content.
    CHECKSUM_MISMATCH,
    /// The body ended before its announced length.
    INCOMPLETE_BODY,
    /// What is stored is damaged or was changed: it does not open.
    DAMAGED,
    /// The cipher or KMS that the object needs is not there.
    NOT_OPENABLE
  }

  private final Reason reason;

  /// Make one; the message is shown to clients and holds no secret.
  public ObjectFailure(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /// Make one with a cause.
  public ObjectFailure(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /// Why.
  public Reason reason() {
    return reason;
  }
}
