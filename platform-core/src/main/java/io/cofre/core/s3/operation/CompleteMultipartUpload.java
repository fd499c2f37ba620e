package io.cofre.core.s3.operation;

import io.cofre.core.object.model.CompleteUpload;
import io.cofre.core.object.model.ObjectInfo;
import io.cofre.core.s3.header.ChecksumHeaders;
import io.cofre.core.s3.header.Refusals;
import io.cofre.core.s3.header.WriteConditions;
import io.cofre.core.s3.message.Answer;
import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.sse.Brought;
import io.cofre.core.s3.xml.CompletionXml;
import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;

/// Answers `POST /b/k?uploadId`: makes an object of parts.
final class CompleteMultipartUpload implements Operation {
  private static final int DOCUMENT = 8 * 1024 * 1024; // 10,000 parts with their checksums
  private static final String SIZE = "x-amz-mp-object-size";

  private final Rooms rooms;

  CompleteMultipartUpload(Rooms rooms) {
    this.rooms = rooms;
  }

  @Override
  public Answer answer(S3Request request) throws IOException {
    S3Call call = request.call();
    checkKey(request);
    CompleteUpload complete =
        new CompleteUpload(
            request.name(),
            request.parameter("uploadId"),
            CompletionXml.read(request.body().document(DOCUMENT)),
            ChecksumHeaders.claimed(call),
            size(call),
            WriteConditions.ofWrite(call));
    ObjectInfo info = rooms.uploads().complete(complete);
    Map<String, String> headers =
        rooms.sse().profile().completionNeedsKey()
            ? rooms.sse().answer(info.protection(), call)
            : rooms.sse().withoutKey(info.protection());
    return new Answer.Document(200, headers, CompletionXml.write(location(call), info));
  }

  // Needed by nobody at Amazon, but right where it is given.
  private void checkKey(S3Request request) throws IOException {
    boolean needed = rooms.sse().profile().completionNeedsKey();
    try (Brought brought = rooms.sse().partKey(request.call())) {
      rooms.uploads().check(request.name(), request.parameter("uploadId"), brought.key(), needed);
    }
  }

  private static OptionalLong size(S3Call call) {
    String text = call.header(SIZE).orElse("");
    if (text.isEmpty()) {
      return OptionalLong.empty();
    }
    if (!text.matches("[0-9]{1,18}")) {
      throw Refusals.argument("Value for x-amz-mp-object-size header is invalid.", SIZE, text);
    }
    return OptionalLong.of(Long.parseLong(text));
  }

  private static String location(S3Call call) {
    String scheme = call.head().confidential() ? "https://" : "http://";
    return scheme + call.header("host").orElse("") + call.head().rawPath();
  }
}
