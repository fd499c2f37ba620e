package io.cofre.core.s3.form;

import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the boundary that a `Content-Type` of `multipart/form-data` names (RFC 2046, 5.1.1).
final class Boundary {
  private static final Pattern PARAMETER =
      Pattern.compile(
          ";\\s*boundary=(?:\"([^\"]{1,70})\"|([0-9A-Za-z'()+_,./:=?-]{1,70}))(?:\\s*;.*)?\\s*$",
          Pattern.CASE_INSENSITIVE);

  private Boundary() {}

  static String of(String contentType) {
    boolean form = contentType.toLowerCase(Locale.ROOT).strip().startsWith("multipart/form-data");
    Matcher boundary = PARAMETER.matcher(contentType);
    if (!form || !boundary.find()) {
      throw new S3Failure(
          S3Error.PRECONDITION_FAILED,
          "Bucket POST must be of the enclosure-type multipart/form-data");
    }
    return boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
  }
}
