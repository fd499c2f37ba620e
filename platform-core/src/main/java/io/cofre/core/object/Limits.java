package io.cofre.core.object;

import io.cofre.core.object.model.ObjectFailure;
import io.cofre.core.object.model.ObjectFailure.Reason;

/// The limits of S3 ("Amazon S3 multipart upload limits" in the User Guide).
final class Limits {
  /// The most parts of an upload; numbers are 1 to this.
  static final int PARTS = 10_000;

  /// The most bytes of a part, or of an object stored in one request.
  static final long BODY = 5L << 30;

  private Limits() {}

  /// Fail with `TOO_LARGE`.
  static void requireBody(long length) {
    if (length > BODY) {
      throw new ObjectFailure(Reason.TOO_LARGE, "one request stores at most 5 GiB");
    }
  }

  /// Fail with `INVALID_PART` for a number that no part can have.
  static void requirePart(int number) {
    if (number < 1 || number > PARTS) {
      throw new ObjectFailure(Reason.INVALID_PART, "a part has a number from 1 to 10,000");
    }
  }
}
