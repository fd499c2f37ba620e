package io.cofre.core.s3.form;

import io.cofre.core.s3.message.S3Error;
import io.cofre.core.s3.message.S3Failure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A form up to its file: the fields in front of it, and the file as a stream. What follows the
/// file is left out.
///
/// @param fields the values by lower-case name, the first of each
/// @param fileName the name that the browser gave the file
/// @param file the content; its end is that of the part
public record Form(Map<String, String> fields, String fileName, InputStream file) {
  private static final int LINE = 8 * 1024;
  private static final int LINES = 20;
  private static final int FIELDS = 64 * 1024;
  private static final Pattern NAME = Pattern.compile("[;\\s]name=(?:\"([^\"]*)\"|([^;\\s]+))");
  private static final Pattern FILE_NAME =
      Pattern.compile("[;\\s]filename=(?:\"([^\"]*)\"|([^;\\s]+))");

  /// Copies the fields.
  public Form {
    fields = new LinkedHashMap<>(fields);
  }

  /// Read a form up to its file; fails with `MalformedPOSTRequest`, with `InvalidArgument` where
  /// there is no file, and with `MaxPostPreDataLengthExceededError`.
  ///
  /// @param contentType of the request, which names the boundary
  public static Form read(InputStream body, String contentType) throws IOException {
    PartStream parts = new PartStream(body, Boundary.of(contentType));
    Map<String, String> fields = new LinkedHashMap<>();
    int total = 0;
    while (parts.next()) {
      String disposition = head(parts);
      String name = found(NAME, disposition).orElse("").toLowerCase(Locale.ROOT);
      if (name.equals("file")) {
        return new Form(fields, fileName(disposition), parts);
      }
      byte[] value = parts.readNBytes(FIELDS - total + 1);
      total += value.length;
      if (total > FIELDS) {
        throw new S3Failure(S3Error.MAX_POST_PRE_DATA_LENGTH_EXCEEDED);
      }
      fields.putIfAbsent(name, new String(value, StandardCharsets.UTF_8));
    }
    throw new S3Failure(
        S3Error.INVALID_ARGUMENT,
        "POST requires exactly one file upload per request.",
        Map.of("ArgumentName", "file", "ArgumentValue", "0"));
  }

  private static String head(PartStream parts) throws IOException {
    String disposition = "";
    for (int lines = 0; lines < LINES; lines++) {
      String line = parts.line(LINE);
      if (line.isEmpty()) {
        return disposition;
      }
      if (line.toLowerCase(Locale.ROOT).startsWith("content-disposition:")) {
        disposition = line;
      }
    }
    throw new S3Failure(S3Error.MALFORMED_POST_REQUEST);
  }

  // Old browsers send whole paths.
  private static String fileName(String disposition) {
    String name = found(FILE_NAME, disposition).orElse("");
    return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  }

  private static Optional<String> found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find()
        ? Optional.of(matcher.group(1) == null ? matcher.group(2) : matcher.group(1))
        : Optional.empty();
  }

  /// The value of a field.
  public Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }
}
