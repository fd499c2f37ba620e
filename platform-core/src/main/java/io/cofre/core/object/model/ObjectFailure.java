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
    NOT_OPENABLE,
    /// The bucket refuses objects with keys of clients.
    CUSTOMER_KEYS_BLOCKED,
    /// The object was stored with a key of the client's, which is missing.
    KEY_REQUIRED,
    /// A key was brought for an object that needs none.
    KEY_NOT_APPLICABLE,
    /// The object was stored with another key.
    WRONG_KEY,
    /// A part came without the upload's key, or with one where the upload has none.
    UPLOAD_KEY_REQUIRED,
    /// A part came with another key than the upload was begun with.
    UPLOAD_KEY_MISMATCH,
    /// What is said to be a key of the KMS is none, or is one of another region or account.
    INVALID_KEY_ID,
    /// Such an object cannot be sealed the way that is asked for.
    CANNOT_RESEAL
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
