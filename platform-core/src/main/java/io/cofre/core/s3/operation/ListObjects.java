package io.cofre.core.s3.operation;

import io.cofre.core.object.model.ListPage;
import io.cofre.core.s3.message.Answer;
import io.cofre.core.s3.xml.ObjectsXml;
import java.io.IOException;
import java.util.Map;

/// Answers `GET /b`: a listing, first version.
final class ListObjects implements Operation {
  private final Rooms rooms;

  ListObjects(Rooms rooms) {
    this.rooms = rooms;
  }

  @Override
  public Answer answer(S3Request request) throws IOException {
    Listing listing = Listing.of(request.call(), "max-keys");
    String marker = request.parameter("marker");
    ListPage page = listing.page(rooms, marker);
    return new Answer.Document(200, Map.of(), ObjectsXml.first(listing.echo(), marker, page));
  }
}
