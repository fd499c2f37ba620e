package io.cofre.core.s3.operation;

import io.cofre.core.object.Buckets;
import io.cofre.core.s3.message.Answer;
import java.io.IOException;
import java.util.Map;

/// Answers `DELETE /b`: removes an empty bucket.
final class DeleteBucket implements Operation {
  private final Buckets buckets;

  DeleteBucket(Buckets buckets) {
    this.buckets = buckets;
  }

  @Override
  public Answer answer(S3Request request) throws IOException {
    buckets.delete(request.call().bucket());
    return new Answer.Empty(204, Map.of());
  }
}
