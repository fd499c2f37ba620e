package io.cofre.core.s3.operation;

import io.cofre.core.object.StoredObjects;
import io.cofre.core.s3.message.Answer;
import io.cofre.core.s3.xml.TaggingXml;
import java.io.IOException;
import java.util.Map;

/// Answers `GET /b/k?tagging`: the tags of an object.
final class GetObjectTagging implements Operation {
  private final StoredObjects objects;

  GetObjectTagging(StoredObjects objects) {
    this.objects = objects;
  }

  @Override
  public Answer answer(S3Request request) throws IOException {
    return new Answer.Document(
        200, Map.of(), TaggingXml.write(objects.head(request.name()).tags()));
  }
}
