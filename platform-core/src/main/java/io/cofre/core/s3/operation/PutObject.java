package io.cofre.core.s3.operation;

import io.cofre.core.object.model.ObjectInfo;
import io.cofre.core.s3.header.ChecksumHeaders;
import io.cofre.core.s3.header.ObjectAttributes;
import io.cofre.core.s3.header.ObjectHeaders;
import io.cofre.core.s3.header.TagRules;
import io.cofre.core.s3.header.WriteConditions;
import io.cofre.core.s3.header.WriteRules;
import io.cofre.core.s3.message.Answer;
import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.sse.Chosen;
import java.io.IOException;
import java.util.Map;

/// Answers `PUT /b/k`: stores an object.
final class PutObject implements Operation {
  private final Rooms rooms;

  PutObject(Rooms rooms) {
    this.rooms = rooms;
  }

  @Override
  public Answer answer(S3Request request) throws IOException {
    S3Call call = request.call();
    WriteRules.ofObject(call);
    try (Chosen chosen = Sealing.choice(rooms, call)) {
      io.cofre.core.object.model.PutObject put =
          new io.cofre.core.object.model.PutObject(
              request.name(),
              ObjectAttributes.read(call),
              TagRules.ofHeader(call),
              WriteConditions.ofWrite(call),
              request.caller().account(),
              chosen.choice());
      ObjectInfo info = rooms.objects().put(put, request.body().content());
      Map<String, String> headers = ObjectHeaders.written(info.etag());
      headers.putAll(rooms.sse().answerWithContext(info.protection(), call));
      info.checksum().ifPresent(checksum -> ChecksumHeaders.put(headers, checksum, 0));
      return new Answer.Empty(200, headers);
    }
  }
}
