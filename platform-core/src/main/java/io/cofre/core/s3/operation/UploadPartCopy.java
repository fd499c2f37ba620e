package io.cofre.core.s3.operation;

import io.cofre.core.object.ReadableObject;
import io.cofre.core.object.model.ObjectInfo;
import io.cofre.core.object.model.PartInfo;
import io.cofre.core.object.model.Upload;
import io.cofre.core.s3.header.ByteRange;
import io.cofre.core.s3.header.CopyRange;
import io.cofre.core.s3.header.Numbers;
import io.cofre.core.s3.message.Answer;
import io.cofre.core.s3.sse.Brought;
import io.cofre.core.s3.xml.CopyXml;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/// Answers `PUT /b/k?partNumber&uploadId` with a source: stores a part of another object.
final class UploadPartCopy implements Operation {
  private final Rooms rooms;

  UploadPartCopy(Rooms rooms) {
    this.rooms = rooms;
  }

  @Override
  public Answer answer(S3Request request) throws IOException {
    int number = Numbers.part(request.call());
    Upload upload = rooms.uploads().find(request.name(), request.parameter("uploadId"));
    rooms.sse().requireVersion4(request.call(), upload.protection());
    try (ReadableObject source = SourceObject.open(rooms, request.call())) {
      ByteRange range = range(request, source.info());
      SourceObject.checkSize(range.length());
      try (Brought brought = rooms.sse().partKey(request.call());
          InputStream body = source.stream(range.offset(), range.length())) {
        PartInfo part =
            rooms
                .uploads()
                .putPart(
                    request.name(),
                    upload.id(),
                    number,
                    new CopiedContent(body, range.length(), upload.algorithm()),
                    brought.key());
        Map<String, String> headers = rooms.sse().answer(upload.protection(), request.call());
        return new Answer.Document(200, headers, CopyXml.part(part, upload.checksumAsked()));
      }
    }
  }

  private static ByteRange range(S3Request request, ObjectInfo source) {
    return request
        .call()
        .header("x-amz-copy-source-range")
        .map(header -> CopyRange.read(header, source.size()))
        .orElse(new ByteRange(0, source.size()));
  }
}
