package io.cofre.core.s3.operation;

import io.cofre.core.object.StoredObjects;
import io.cofre.core.s3.header.Versions;
import io.cofre.core.s3.header.WriteConditions;
import io.cofre.core.s3.message.Answer;
import java.io.IOException;
import java.util.Map;

/// Answers `DELETE /b/k`: removes an object, if it is there.
final class DeleteObject implements Operation {
  private final StoredObjects objects;

  DeleteObject(StoredObjects objects) {
    this.objects = objects;
  }

  @Override
  public Answer answer(S3Request request) throws IOException {
    String version = Versions.of(request.call());
    Removal.of(objects, request.name(), version, WriteConditions.ofRemoval(request.call()));
    return new Answer.Empty(204, Map.of());
  }
}
