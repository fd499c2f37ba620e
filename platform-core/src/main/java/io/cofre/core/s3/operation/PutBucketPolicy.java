package io.cofre.core.s3.operation;

import io.cofre.core.policy.BucketPolicy;
import io.cofre.core.policy.MalformedPolicy;
import io.cofre.core.s3.message.Answer;
import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.io.IOException;
import java.util.Map;

/// Answers `PUT /b?policy`: sets the policy of a bucket.
final class PutBucketPolicy implements Operation {
  private static final int LONGEST = 20 * 1024;
  private static final int DOCUMENT = 64 * 1024;
  private final Rooms rooms;

  PutBucketPolicy(Rooms rooms) {
    this.rooms = rooms;
  }

  @Override
  public Answer answer(S3Request request) throws IOException {
    String bucket = rooms.buckets().find(request.call().bucket()).name();
    byte[] document = request.body().document(DOCUMENT);
    if (document.length > LONGEST) {
      throw new S3Failure(
          S3Error.MALFORMED_POLICY,
          "Normalized bucket policy document exceeds the maximum allowed size");
    }
    try {
      var _ = BucketPolicy.readNew(document, bucket);
    } catch (MalformedPolicy e) {
      throw new S3Failure(S3Error.MALFORMED_POLICY, String.valueOf(e.getMessage()));
    }
    rooms.buckets().rule(bucket, document);
    return new Answer.Empty(204, Map.of());
  }
}
