package io.cofre.core.s3.operation;

import io.cofre.core.object.Buckets;
import io.cofre.core.s3.message.Answer;
import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.io.IOException;
import java.util.Map;

/// Answers reads of a configuration that no bucket has.
final class AbsentConfiguration implements Operation {
  private final Buckets buckets;
  private final S3Error error;

  AbsentConfiguration(Buckets buckets, S3Error error) {
    this.buckets = buckets;
    this.error = error;
  }

  @Override
  public Answer answer(S3Request request) throws IOException {
    String bucket = buckets.find(request.call().bucket()).name();
    throw new S3Failure(error, error.message(), Map.of("BucketName", bucket));
  }
}
