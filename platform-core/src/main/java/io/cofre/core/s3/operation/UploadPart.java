package io.cofre.core.s3.operation;

import io.cofre.core.checksum.Checksum;
import io.cofre.core.object.model.Content;
import io.cofre.core.object.model.PartInfo;
import io.cofre.core.object.model.Upload;
import io.cofre.core.s3.header.ChecksumHeaders;
import io.cofre.core.s3.header.Numbers;
import io.cofre.core.s3.header.ObjectHeaders;
import io.cofre.core.s3.message.Answer;
import io.cofre.core.s3.sse.Brought;
import java.io.IOException;
import java.util.Map;

/// Answers `PUT /b/k?partNumber&uploadId`: stores a part.
final class UploadPart implements Operation {
  private final Rooms rooms;

  UploadPart(Rooms rooms) {
    this.rooms = rooms;
  }

  @Override
  public Answer answer(S3Request request) throws IOException {
    int number = Numbers.part(request.call());
    String id = request.parameter("uploadId");
    Content content = request.body().content();
    Upload upload = rooms.uploads().find(request.name(), id);
    rooms.sse().requireVersion4(request.call(), upload.protection());
    PartInfo part = put(request, upload, number, content);
    Map<String, String> headers = ObjectHeaders.written(part.etag());
    headers.putAll(rooms.sse().answer(upload.protection(), request.call()));
    Checksum checksum = content.claimed().orElse(part.checksum()); // the client's, now verified
    headers.put(ChecksumHeaders.name(checksum.algorithm()), ChecksumHeaders.value(checksum));
    return new Answer.Empty(200, headers);
  }

  private PartInfo put(S3Request request, Upload upload, int number, Content content)
      throws IOException {
    try (Brought brought = rooms.sse().partKey(request.call())) {
      return rooms.uploads().putPart(request.name(), upload.id(), number, content, brought.key());
    }
  }
}
