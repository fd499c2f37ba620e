package io.cofre.core.s3.operation;

import io.cofre.core.object.model.UploadPage;
import io.cofre.core.object.model.UploadQuery;
import io.cofre.core.s3.message.Answer;
import io.cofre.core.s3.xml.ListingEcho;
import io.cofre.core.s3.xml.UploadsXml;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Answers `GET /b?uploads`: the uploads under way.
final class ListMultipartUploads implements Operation {
  private final Rooms rooms;

  ListMultipartUploads(Rooms rooms) {
    this.rooms = rooms;
  }

  @Override
  public Answer answer(S3Request request) throws IOException {
    ListingEcho echo = Listing.of(request.call(), "max-uploads").echo();
    String key = request.parameter("key-marker");
    String upload = key.isEmpty() ? "" : request.parameter("upload-id-marker");
    return new Answer.Document(
        200, Map.of(), UploadsXml.write(echo, key, upload, page(echo, key, upload)));
  }

  private UploadPage page(ListingEcho echo, String key, String upload) throws IOException {
    if (echo.limit() == 0) {
      rooms.buckets().find(echo.bucket());
      return new UploadPage(List.of(), List.of(), "", "");
    }
    return rooms
        .uploads()
        .list(
            new UploadQuery(
                echo.bucket(), echo.prefix(), echo.delimiter(), key, upload, echo.limit()));
  }
}
