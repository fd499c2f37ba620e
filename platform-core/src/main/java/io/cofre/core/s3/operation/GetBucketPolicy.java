package io.cofre.core.s3.operation;

import io.cofre.core.s3.message.Answer;
import java.io.IOException;
import java.util.Map;

/// Answers `GET /b?policy`: the policy of a bucket, as it was given.
final class GetBucketPolicy implements Operation {
  private final Rooms rooms;

  GetBucketPolicy(Rooms rooms) {
    this.rooms = rooms;
  }

  @Override
  public Answer answer(S3Request request) throws IOException {
    String bucket = request.call().bucket();
    byte[] policy =
        rooms.buckets().policy(bucket).orElseThrow(() -> GetBucketPolicyStatus.none(bucket));
    return new Answer.Document(200, Map.of("Content-Type", "application/json"), policy);
  }
}
