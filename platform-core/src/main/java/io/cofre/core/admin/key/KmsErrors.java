package io.cofre.core.admin.key;

import io.cofre.api.kms.KmsException;
import io.cofre.core.admin.message.AdminError;
import io.cofre.core.admin.message.AdminFailure;
import java.time.Duration;

/// The one place where the reasons of a KMS become answers for operators.
final class KmsErrors {
  private static final Duration SOON = Duration.ofSeconds(5);

  private KmsErrors() {}

  static AdminFailure of(KmsException failure) {
    AdminError error = error(failure.reason());
    String message = String.valueOf(failure.getMessage());
    return failure.reason().retryable()
        ? AdminFailure.later(error, message, failure.retryAfter().orElse(SOON).toSeconds())
        : new AdminFailure(error, message);
  }

  private static AdminError error(KmsException.Reason reason) {
    return switch (reason) {
      case KEY_NOT_FOUND -> AdminError.NOT_FOUND;
      case KEY_DISABLED -> AdminError.KEY_DISABLED;
      case KEY_PENDING_DELETION -> AdminError.KEY_PENDING_DELETION;
      case KEY_EXISTS -> AdminError.KEY_EXISTS;
      case ACCESS_DENIED -> AdminError.KMS_DENIED;
      case UNSUPPORTED -> AdminError.UNSUPPORTED;
      case THROTTLED, UNAVAILABLE -> AdminError.UNAVAILABLE;
      case NOT_AUTHENTIC, UNEXPECTED -> AdminError.KMS_UNEXPECTED;
    };
  }
}
