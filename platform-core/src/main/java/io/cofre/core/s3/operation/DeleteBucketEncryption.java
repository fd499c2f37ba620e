package io.cofre.core.s3.operation;

import io.cofre.core.s3.message.Answer;
import java.io.IOException;
import java.util.Map;

/// Answers `DELETE /b?encryption`: returns a bucket to the platform's rule.
final class DeleteBucketEncryption implements Operation {
  private final Rooms rooms;

  DeleteBucketEncryption(Rooms rooms) {
    this.rooms = rooms;
  }

  @Override
  public Answer answer(S3Request request) throws IOException {
    rooms.buckets().forgetEncryption(request.call().bucket());
    return new Answer.Empty(204, Map.of());
  }
}
