package io.cofre.core.s3.operation;

import io.cofre.core.object.StoredObjects;
import io.cofre.core.object.model.ObjectInfo;
import io.cofre.core.s3.message.Answer;
import java.io.IOException;

/// Answers `HEAD /b/k`: what is known of an object.
final class HeadObject implements Operation {
  private final StoredObjects objects;

  HeadObject(StoredObjects objects) {
    this.objects = objects;
  }

  @Override
  public Answer answer(S3Request request) throws IOException {
    ObjectInfo info = objects.head(request.name());
    ReadPlan plan = ReadPlan.of(request.call(), info);
    return new Answer.Empty(plan.status(), plan.headers(), plan.range().length());
  }
}
