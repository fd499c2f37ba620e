package io.cofre.core.s3.operation;

import io.cofre.core.object.model.PartPage;
import io.cofre.core.s3.header.Numbers;
import io.cofre.core.s3.message.Answer;
import io.cofre.core.s3.sse.Brought;
import io.cofre.core.s3.xml.KeyText;
import io.cofre.core.s3.xml.PartsXml;
import java.io.IOException;
import java.util.Map;

/// Answers `GET /b/k?uploadId`: the parts of an upload.
final class ListParts implements Operation {
  private final Rooms rooms;

  ListParts(Rooms rooms) {
    this.rooms = rooms;
  }

  @Override
  public Answer answer(S3Request request) throws IOException {
    int after = Numbers.marker(request.call(), "part-number-marker");
    int limit = Numbers.limit(request.call(), "max-parts", 1000);
    KeyText text = Listing.text(request.call());
    String id = request.parameter("uploadId");
    try (Brought brought = rooms.sse().partKey(request.call())) {
      rooms.uploads().check(request.name(), id, brought.key(), false);
    }
    PartPage page = rooms.uploads().parts(request.name(), id, after, limit);
    return new Answer.Document(200, Map.of(), PartsXml.write(page, after, limit, text));
  }
}
