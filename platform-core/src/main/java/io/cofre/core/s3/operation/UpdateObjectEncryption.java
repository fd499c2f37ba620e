package io.cofre.core.s3.operation;

import io.cofre.core.object.model.EncryptionChoice;
import io.cofre.core.object.model.EncryptionChoice.Wish;
import io.cofre.core.s3.header.Refusals;
import io.cofre.core.s3.message.Answer;
import io.cofre.core.s3.xml.ObjectEncryptionXml;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/// Answers `PUT /b/k?encryption`: keeps the key of an object under another key of a KMS, and moves
/// no data.
final class UpdateObjectEncryption implements Operation {
  private static final int DOCUMENT = 16 * 1024;
  private final Rooms rooms;

  UpdateObjectEncryption(Rooms rooms) {
    this.rooms = rooms;
  }

  @Override
  public Answer answer(S3Request request) throws IOException {
    if (!request.call().signedByVersion4()) {
      throw Refusals.request(
          "Requests that modify an object encryption configuration require AWS Signature Version 4."
              + " Modify the request to use AWS Signature Version 4, and then try again.");
    }
    ObjectEncryptionXml wanted = ObjectEncryptionXml.read(request.body().document(DOCUMENT));
    Wish bucketKey = wanted.bucketKey() ? Wish.YES : Wish.NO;
    rooms
        .objects()
        .rewrap(
            request.name(),
            new EncryptionChoice.ByKms(false, wanted.key(), new TreeMap<>(), bucketKey));
    return new Answer.Empty(200, Map.of());
  }
}
