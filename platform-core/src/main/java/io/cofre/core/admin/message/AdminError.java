package io.cofre.core.admin.message;

/// What an admin request can fail with: a status and a word for programs.
public enum AdminError {
  /// The request is not as documented.
  INVALID(400, "invalid-request"),
  /// No token, or not the right one.
  UNAUTHENTICATED(401, "unauthenticated"),
  /// The token would be sent in the clear over a network.
  INSECURE(403, "insecure-connection"),
  /// The KMS refuses what the server asks.
  KMS_DENIED(403, "kms-access-denied"),
  /// There is no such page or thing.
  NOT_FOUND(404, "not-found"),
  /// The page has other methods.
  METHOD(405, "method-not-allowed"),
  /// What there is already does not allow it.
  CONFLICT(409, "conflict"),
  /// A key of that name is there.
  KEY_EXISTS(409, "key-exists"),
  /// Objects need the key.
  KEY_IN_USE(409, "key-in-use"),
  /// The key is switched off.
  KEY_DISABLED(409, "key-disabled"),
  /// The key will be destroyed.
  KEY_PENDING_DELETION(409, "key-pending-deletion"),
  /// The request's body is too long.
  TOO_LARGE(413, "too-large"),
  /// Too many wrong tokens came from there.
  TOO_MANY(429, "too-many-attempts"),
  /// The server failed; the log says how.
  INTERNAL(500, "internal"),
  /// The KMS, or this server, cannot do this.
  UNSUPPORTED(501, "unsupported"),
  /// The KMS answered with what nobody foresaw.
  KMS_UNEXPECTED(502, "kms-unexpected"),
  /// What is needed cannot be reached for now.
  UNAVAILABLE(503, "unavailable");

  private final int status;
  private final String code;

  AdminError(int status, String code) {
    this.status = status;
    this.code = code;
  }

  /// The HTTP status.
  public int status() {
    return status;
  }

  /// The word that the answer names.
  public String code() {
    return code;
  }
}
