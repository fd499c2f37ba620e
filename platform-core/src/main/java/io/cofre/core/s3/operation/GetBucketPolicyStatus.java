package io.cofre.core.s3.operation;

import io.cofre.core.policy.BucketPolicy;
import io.cofre.core.s3.message.Answer;
import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import io.cofre.core.s3.xml.FixedXml;
import java.io.IOException;
import java.util.Map;

/// Answers `GET /b?policyStatus`: whether the policy of a bucket lets everybody in.
final class GetBucketPolicyStatus implements Operation {
  private final Rooms rooms;

  GetBucketPolicyStatus(Rooms rooms) {
    this.rooms = rooms;
  }

  @Override
  public Answer answer(S3Request request) throws IOException {
    String bucket = request.call().bucket();
    byte[] policy = rooms.buckets().policy(bucket).orElseThrow(() -> none(bucket));
    boolean everybody = BucketPolicy.read(policy, bucket).open();
    return new Answer.Document(200, Map.of(), FixedXml.policyStatus(everybody));
  }

  static S3Failure none(String bucket) {
    S3Error error = S3Error.NO_SUCH_BUCKET_POLICY;
    return new S3Failure(error, error.message(), Map.of("BucketName", bucket));
  }
}
