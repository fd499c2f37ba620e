package io.cofre.core.s3.operation;

import io.cofre.core.object.ReadableObject;
import io.cofre.core.s3.message.Answer;
import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.sse.Brought;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// Answers `GET /b/k`: an object, or a range of it.
final class GetObject implements Operation {
  private static final int SHORT = 64 * 1024;

  private final Rooms rooms;

  GetObject(Rooms rooms) {
    this.rooms = rooms;
  }

  @Override
  public Answer answer(S3Request request) throws IOException {
    if (rooms.sse().profile().missingPartFirst() && request.call().query().has("partNumber")) {
      ReadPlan.requirePart(request.call(), rooms.objects().head(request.name()));
    }
    try (Brought brought = rooms.sse().key(request.call())) {
      return answer(request, rooms.objects().open(request.name(), brought.key()));
    }
  }

  private Answer answer(S3Request request, ReadableObject object) throws IOException {
    boolean taken = false;
    try {
      Answer answer = answer(request.call(), object);
      taken = answer instanceof Answer.Streamed;
      return answer;
    } finally {
      if (!taken) {
        object.close();
      }
    }
  }

  private Answer answer(S3Call call, ReadableObject object) throws IOException {
    ReadPlan plan = ReadPlan.of(call, object.info(), rooms.sse());
    if (plan.status() == ReadPlan.NOT_MODIFIED) {
      return new Answer.Empty(plan.status(), plan.headers());
    }
    long length = plan.range().length();
    InputStream content = content(object, plan);
    return new Answer.Streamed(plan.status(), plan.headers(), length, new Body(object, content));
  }

  // What is short is opened before the answer begins, so that damage is answered, not cut off.
  private static InputStream content(ReadableObject object, ReadPlan plan) throws IOException {
    long length = plan.range().length();
    InputStream content = object.stream(plan.range().offset(), length);
    if (length > SHORT || content.available() >= length) {
      return content; // or all of it lies opened already
    }
    try (content) {
      return new ByteArrayInputStream(content.readNBytes((int) length));
    }
  }

  private record Body(ReadableObject object, InputStream content) implements Answer.Body {

    @Override
    public void writeTo(OutputStream out) throws IOException {
      content.transferTo(out);
    }

    @Override
    public void close() throws IOException {
      try (object) {
        content.close();
      }
    }
  }
}
