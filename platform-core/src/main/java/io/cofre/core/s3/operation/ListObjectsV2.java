package io.cofre.core.s3.operation;

import io.cofre.core.object.model.ListPage;
import io.cofre.core.s3.header.Refusals;
import io.cofre.core.s3.message.Answer;
import io.cofre.core.s3.xml.ObjectsXml;
import java.io.IOException;
import java.util.Map;

/// Answers `GET /b?list-type=2`: a listing, second version.
final class ListObjectsV2 implements Operation {
  private final Rooms rooms;

  ListObjectsV2(Rooms rooms) {
    this.rooms = rooms;
  }

  @Override
  public Answer answer(S3Request request) throws IOException {
    Listing listing = Listing.of(request.call(), "max-keys");
    String token = request.parameter("continuation-token");
    if (token.isEmpty() && request.call().query().has("continuation-token")) {
      throw Refusals.argument(PageToken.INCORRECT, "continuation-token", token);
    }
    String startAfter = request.parameter("start-after");
    ListPage page = listing.page(rooms, token.isEmpty() ? startAfter : PageToken.read(token));
    String next = page.truncated() ? PageToken.write(page.next()) : "";
    boolean owners = request.parameter("fetch-owner").equalsIgnoreCase("true");
    ObjectsXml.Second about = new ObjectsXml.Second(token, startAfter, next, owners);
    return new Answer.Document(200, Map.of(), ObjectsXml.second(listing.echo(), about, page));
  }
}
