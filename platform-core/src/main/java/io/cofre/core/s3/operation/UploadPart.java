package io.cofre.core.s3.operation;

import io.cofre.core.checksum.Checksum;
import io.cofre.core.object.Uploads;
import io.cofre.core.object.model.Content;
import io.cofre.core.object.model.PartInfo;
import io.cofre.core.s3.header.ChecksumHeaders;
import io.cofre.core.s3.header.Numbers;
import io.cofre.core.s3.header.ObjectHeaders;
import io.cofre.core.s3.message.Answer;
import java.io.IOException;
import java.util.Map;

/// Answers `PUT /b/k?partNumber&uploadId`: stores a part.
final class UploadPart implements Operation {
  private final Uploads uploads;

  UploadPart(Uploads uploads) {
    this.uploads = uploads;
  }

  @Override
  public Answer answer(S3Request request) throws IOException {
    int number = Numbers.part(request.call());
    String id = request.parameter("uploadId");
    Content content = request.body().content();
    PartInfo part = uploads.putPart(request.name(), id, number, content);
    Map<String, String> headers = ObjectHeaders.written(part.etag());
    Checksum checksum = content.claimed().orElse(part.checksum()); // the client's, now verified
    headers.put(ChecksumHeaders.name(checksum.algorithm()), ChecksumHeaders.value(checksum));
    return new Answer.Empty(200, headers);
  }
}
