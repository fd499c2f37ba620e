package io.cofre.kms.kmip;

import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kmip.wire.Refusal;
import io.cofre.kmip.wire.ResultReason;

/// What the result reasons of a server mean.
final class Reasons {
  private Reasons() {}

  static Reason of(Refusal refusal) {
    return switch (refusal.reason()) {
      case ResultReason.ITEM_NOT_FOUND,
          ResultReason.KEY_VALUE_NOT_PRESENT,
          ResultReason.OBJECT_NOT_FOUND,
          ResultReason.OBJECT_DESTROYED ->
          Reason.KEY_NOT_FOUND;
      case ResultReason.AUTHENTICATION_NOT_SUCCESSFUL,
          ResultReason.BAD_PASSWORD,
          ResultReason.PERMISSION_DENIED,
          ResultReason.NOT_AUTHORISED ->
          Reason.ACCESS_DENIED;
      case ResultReason.OPERATION_NOT_SUPPORTED,
          ResultReason.FEATURE_NOT_SUPPORTED,
          ResultReason.BAD_CRYPTOGRAPHIC_PARAMETERS,
          ResultReason.UNSUPPORTED_CRYPTOGRAPHIC_PARAMETERS,
          ResultReason.UNSUPPORTED_PROTOCOL_VERSION ->
          Reason.UNSUPPORTED;
      case ResultReason.ILLEGAL_OPERATION,
          ResultReason.OBJECT_ARCHIVED,
          ResultReason.USAGE_LIMIT_EXCEEDED,
          ResultReason.INCOMPATIBLE_CRYPTOGRAPHIC_USAGE_MASK,
          ResultReason.WRONG_KEY_LIFECYCLE_STATE ->
          Reason.KEY_DISABLED;
      case ResultReason.OBJECT_ALREADY_EXISTS, ResultReason.NON_UNIQUE_NAME_ATTRIBUTE ->
          Reason.KEY_EXISTS;
      case ResultReason.SERVER_LIMIT_EXCEEDED -> Reason.THROTTLED;
      case ResultReason.GENERAL_FAILURE,
          ResultReason.INTERNAL_SERVER_ERROR,
          ResultReason.PROTECTION_STORAGE_UNAVAILABLE ->
          Reason.UNAVAILABLE;
      default -> Reason.UNEXPECTED;
    };
  }
}
