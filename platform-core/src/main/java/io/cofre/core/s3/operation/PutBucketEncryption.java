package io.cofre.core.s3.operation;

import io.cofre.core.object.model.BucketEncryption;
import io.cofre.core.s3.message.Answer;
import io.cofre.core.s3.xml.EncryptionXml;
import java.io.IOException;
import java.util.Map;

/// Answers `PUT /b?encryption`: sets the rule by which new objects are sealed.
final class PutBucketEncryption implements Operation {
  private static final int DOCUMENT = 16 * 1024;
  private final Rooms rooms;

  PutBucketEncryption(Rooms rooms) {
    this.rooms = rooms;
  }

  @Override
  public Answer answer(S3Request request) throws IOException {
    String bucket = request.call().bucket();
    BucketEncryption before = rooms.buckets().encryption(bucket);
    rooms.buckets().encrypt(bucket, EncryptionXml.read(request.body().document(DOCUMENT), before));
    return new Answer.Empty(200, Map.of());
  }
}
