package io.cofre.core.s3.operation;

import io.cofre.core.checksum.Checksum;
import io.cofre.core.checksum.ChecksumAlgorithm;
import io.cofre.core.object.model.CreateUpload;
import io.cofre.core.object.model.Upload;
import io.cofre.core.object.model.WriteCondition;
import io.cofre.core.s3.header.ChecksumHeaders;
import io.cofre.core.s3.header.ObjectAttributes;
import io.cofre.core.s3.header.TagRules;
import io.cofre.core.s3.header.WriteRules;
import io.cofre.core.s3.message.Answer;
import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.sse.Chosen;
import io.cofre.core.s3.xml.UploadsXml;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/// Answers `POST /b/k?uploads`: begins an upload in parts.
final class CreateMultipartUpload implements Operation {
  private final Rooms rooms;

  CreateMultipartUpload(Rooms rooms) {
    this.rooms = rooms;
  }

  @Override
  public Answer answer(S3Request request) throws IOException {
    S3Call call = request.call();
    WriteRules.ofObject(call);
    Optional<ChecksumAlgorithm> asked = ChecksumHeaders.algorithm(call);
    ChecksumAlgorithm algorithm = asked.orElse(ChecksumAlgorithm.CRC64NVME);
    Checksum.Type type = ChecksumHeaders.type(call, algorithm);
    Upload upload = begin(request, algorithm, type, asked.isPresent());
    Map<String, String> headers = rooms.sse().answerWithContext(upload.protection(), call);
    if (asked.isPresent()) {
      headers.put("x-amz-checksum-algorithm", algorithm.name());
      headers.put("x-amz-checksum-type", type.name());
    }
    return new Answer.Document(200, headers, UploadsXml.started(upload));
  }

  private Upload begin(
      S3Request request, ChecksumAlgorithm algorithm, Checksum.Type type, boolean asked)
      throws IOException {
    try (Chosen chosen = Sealing.choice(rooms, request.call())) {
      return rooms
          .uploads()
          .create(new CreateUpload(object(request, chosen), algorithm, type, asked));
    }
  }

  private static io.cofre.core.object.model.PutObject object(S3Request request, Chosen chosen) {
    return new io.cofre.core.object.model.PutObject(
        request.name(),
        ObjectAttributes.read(request.call()),
        TagRules.ofHeader(request.call()),
        new WriteCondition.Always(),
        request.caller().account(),
        chosen.choice());
  }
}
