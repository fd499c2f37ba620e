package io.cofre.core.s3.operation;

import io.cofre.core.object.model.ObjectInfo;
import io.cofre.core.s3.message.Answer;
import io.cofre.core.s3.sse.Brought;
import java.io.IOException;

/// Answers `HEAD /b/k`: what is known of an object.
final class HeadObject implements Operation {
  private final Rooms rooms;

  HeadObject(Rooms rooms) {
    this.rooms = rooms;
  }

  @Override
  public Answer answer(S3Request request) throws IOException {
    try (Brought brought = rooms.sse().key(request.call())) {
      ObjectInfo info = rooms.objects().head(request.name(), brought.key());
      ReadPlan plan = ReadPlan.of(request.call(), info, rooms.sse());
      return new Answer.Empty(plan.status(), plan.headers(), plan.range().length());
    }
  }
}
