package io.cofre.core.s3.operation;

import io.cofre.core.s3.message.Answer;
import java.io.IOException;
import java.util.Map;

/// Answers `DELETE /b?policy`: removes the policy of a bucket.
final class DeleteBucketPolicy implements Operation {
  private final Rooms rooms;

  DeleteBucketPolicy(Rooms rooms) {
    this.rooms = rooms;
  }

  @Override
  public Answer answer(S3Request request) throws IOException {
    rooms.buckets().forgetPolicy(request.call().bucket());
    return new Answer.Empty(204, Map.of());
  }
}
