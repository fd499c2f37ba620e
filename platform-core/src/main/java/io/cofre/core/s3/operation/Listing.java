package io.cofre.core.s3.operation;

import io.cofre.core.object.model.ListPage;
import io.cofre.core.object.model.ListQuery;
import io.cofre.core.s3.header.Numbers;
import io.cofre.core.s3.header.Refusals;
import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.xml.KeyText;
import io.cofre.core.s3.xml.ListingEcho;
import java.io.IOException;
import java.util.List;

/// What all listings of a bucket ask, and how a page is fetched.
///
/// @param echo the question
record Listing(ListingEcho echo) {
  private static final int MOST = 1000;

  /// Read the question.
  ///
  /// @param limit the parameter that holds the page's size
  static Listing of(S3Call call, String limit) {
    return new Listing(
        new ListingEcho(
            call.bucket(),
            call.query().get("prefix").orElse(""),
            call.query().get("delimiter").orElse(""),
            Numbers.limit(call, limit, MOST),
            text(call)));
  }

  /// How keys are to be written; fails with `InvalidArgument`.
  static KeyText text(S3Call call) {
    String encoding = call.query().get("encoding-type").orElse("");
    if (!encoding.isEmpty() && !encoding.equals("url")) {
      throw Refusals.argument(
          "Invalid Encoding Method specified in Request", "encoding-type", encoding);
    }
    return encoding.isEmpty() ? KeyText.PLAIN : KeyText.URL;
  }

  /// Fetch the page behind a key or common prefix; a page of size 0 is the last one.
  ListPage page(Rooms rooms, String after) throws IOException {
    if (echo.limit() == 0) {
      rooms.buckets().find(echo.bucket());
      return new ListPage(List.of(), List.of(), "");
    }
    return rooms
        .objects()
        .list(new ListQuery(echo.bucket(), echo.prefix(), echo.delimiter(), after, echo.limit()));
  }
}
