package io.cofre.kms.http;

import io.cofre.api.kms.KmsException.Reason;

/// The reasons that HTTP statuses give where a KMS gives no better one.
public final class HttpReasons {
  private HttpReasons() {}

  /// 401 and 403 `ACCESS_DENIED`, 404 `KEY_NOT_FOUND`, 429 `THROTTLED`, 5xx `UNAVAILABLE`, any
  /// other `UNEXPECTED`.
  public static Reason of(int status) {
    if (status / 100 == 5) {
      return Reason.UNAVAILABLE;
    }
    return switch (status) {
      case 401, 403 -> Reason.ACCESS_DENIED;
      case 404 -> Reason.KEY_NOT_FOUND;
      case 429 -> Reason.THROTTLED;
      default -> Reason.UNEXPECTED;
    };
  }
}
