package io.cofre.core.s3.operation;

import io.cofre.core.object.Uploads;
import io.cofre.core.s3.message.Answer;
import java.io.IOException;
import java.util.Map;

/// Answers `DELETE /b/k?uploadId`: gives an upload up.
final class AbortMultipartUpload implements Operation {
  private final Uploads uploads;

  AbortMultipartUpload(Uploads uploads) {
    this.uploads = uploads;
  }

  @Override
  public Answer answer(S3Request request) throws IOException {
    uploads.abort(request.name(), request.parameter("uploadId"));
    return new Answer.Empty(204, Map.of());
  }
}
