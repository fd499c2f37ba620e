package io.cofre.kms.kmip;

import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;

/// What the result reasons of a server mean (KMIP 2.1, section 11.48).
final class Failures {
  static final int OPERATION_NOT_SUPPORTED = 0x05;
  static final int CRYPTOGRAPHIC_FAILURE = 0x0A;
  static final int ILLEGAL_OPERATION = 0x0B;
  static final int PERMISSION_DENIED = 0x0C;
  static final int GENERAL_FAILURE = 0x100;
  static final int UNSUPPORTED_VERSION = 0x3F;

  private Failures() {}

  static Reason reason(Refusal refusal) {
    return switch (refusal.reason()) {
      case 0x01, 0x36, 0x37 -> Reason.KEY_NOT_FOUND; // item not found, destroyed, object not found
      case 0x03, PERMISSION_DENIED, 0x25, 0x39 -> Reason.ACCESS_DENIED; // login, bad password
      case OPERATION_NOT_SUPPORTED, 0x08, 0x24, 0x3E, UNSUPPORTED_VERSION -> Reason.UNSUPPORTED;
      case ILLEGAL_OPERATION, 0x0D, 0x1A, 0x29, 0x43 -> Reason.KEY_DISABLED; // archived, used up
      case 0x18, 0x35 -> Reason.KEY_EXISTS; // object, name that is not unique
      case 0x3A -> Reason.THROTTLED; // server limit
      case GENERAL_FAILURE, 0x2A, 0x44 -> Reason.UNAVAILABLE; // internal error, storage
      default -> Reason.UNEXPECTED;
    };
  }

  static KmsException of(Channel channel, String what, Refusal refusal) {
    return of(channel, reason(refusal), what, refusal);
  }

  static KmsException of(Channel channel, Reason reason, String what, Refusal refusal) {
    return channel.failure(
        reason,
        "it refused %s: %s (result reason 0x%x)"
            .formatted(what, refusal.getMessage(), refusal.reason()));
  }
}
