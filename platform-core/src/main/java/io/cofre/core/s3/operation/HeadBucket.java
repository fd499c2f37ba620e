package io.cofre.core.s3.operation;

import io.cofre.core.object.Buckets;
import io.cofre.core.s3.message.Answer;
import java.io.IOException;
import java.util.Map;

/// Answers `HEAD /b`: whether a bucket is there.
final class HeadBucket implements Operation {
  private final Buckets buckets;
  private final String region;

  HeadBucket(Buckets buckets, String region) {
    this.buckets = buckets;
    this.region = region;
  }

  @Override
  public Answer answer(S3Request request) throws IOException {
    buckets.find(request.call().bucket());
    return new Answer.Empty(
        200, Map.of("x-amz-bucket-region", region, "x-amz-access-point-alias", "false"));
  }
}
