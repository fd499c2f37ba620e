package io.cofre.core.s3.operation;

import io.cofre.core.object.StoredObjects;
import io.cofre.core.object.model.Tags;
import io.cofre.core.s3.message.Answer;
import java.io.IOException;
import java.util.Map;

/// Answers `DELETE /b/k?tagging`: removes the tags of an object.
final class DeleteObjectTagging implements Operation {
  private final StoredObjects objects;

  DeleteObjectTagging(StoredObjects objects) {
    this.objects = objects;
  }

  @Override
  public Answer answer(S3Request request) throws IOException {
    objects.tag(request.name(), Tags.NONE);
    return new Answer.Empty(204, Map.of());
  }
}
