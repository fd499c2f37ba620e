package io.cofre.core.s3.operation;

import io.cofre.core.object.model.BucketEncryption;
import io.cofre.core.s3.message.Answer;
import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import io.cofre.core.s3.sse.Sse;
import io.cofre.core.s3.xml.EncryptionXml;
import java.io.IOException;
import java.util.Map;

/// Answers `GET /b?encryption`: the rule by which new objects are sealed.
final class GetBucketEncryption implements Operation {
  private final Rooms rooms;

  GetBucketEncryption(Rooms rooms) {
    this.rooms = rooms;
  }

  @Override
  public Answer answer(S3Request request) throws IOException {
    String bucket = request.call().bucket();
    BucketEncryption rule = rooms.buckets().encryption(bucket);
    if (rooms.sse().profile().unsetIsNotFound() && !rooms.buckets().hasEncryption(bucket)) {
      throw new S3Failure(
          S3Error.ENCRYPTION_CONFIGURATION_NOT_FOUND,
          S3Error.ENCRYPTION_CONFIGURATION_NOT_FOUND.message(),
          Map.of("BucketName", bucket));
    }
    return new Answer.Document(
        200, Map.of(), EncryptionXml.write(rule, Sse.word(rule.algorithm())));
  }
}
