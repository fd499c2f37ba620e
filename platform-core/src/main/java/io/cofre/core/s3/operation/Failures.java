package io.cofre.core.s3.operation;

import io.cofre.core.object.model.ObjectFailure;
import io.cofre.core.s3.message.S3Failure;

/// Says a failure of the store in S3's terms, for answers that hold several.
@FunctionalInterface
public interface Failures {

  /// Translate.
  S3Failure of(ObjectFailure failure);
}
