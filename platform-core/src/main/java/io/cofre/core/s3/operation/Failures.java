package io.cofre.core.s3.operation;

import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.message.S3Failure;

/// Says failures in S3's terms, for answers that hold several. Thread-safe.
@FunctionalInterface
public interface Failures {

  /// Translate what went wrong in a request.
  S3Failure of(Exception failure, S3Call call);
}
