package io.cofre.core.s3.operation;

import io.cofre.core.object.model.ListPage;
import io.cofre.core.s3.header.Refusals;
import io.cofre.core.s3.header.Versions;
import io.cofre.core.s3.message.Answer;
import io.cofre.core.s3.xml.VersionsXml;
import java.io.IOException;
import java.util.Map;

/// Answers `GET /b?versions`: every object as its only version, `null`.
final class ListObjectVersions implements Operation {
  private final Rooms rooms;

  ListObjectVersions(Rooms rooms) {
    this.rooms = rooms;
  }

  @Override
  public Answer answer(S3Request request) throws IOException {
    Listing listing = Listing.of(request.call(), "max-keys");
    String key = request.parameter("key-marker");
    String version = request.parameter("version-id-marker");
    if (!version.isEmpty() && key.isEmpty()) {
      throw Refusals.argument(
          "A version-id marker cannot be specified without a key marker.",
          "version-id-marker",
          version);
    }
    if (!version.isEmpty() && !version.equals(Versions.ONLY)) {
      throw Refusals.argument("Invalid version id specified", "version-id-marker", version);
    }
    ListPage page = listing.page(rooms, key);
    return new Answer.Document(
        200, Map.of(), VersionsXml.write(listing.echo(), key, version, page));
  }
}
