package io.cofre.core.s3.header;

import io.cofre.core.s3.message.S3Call;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads the `response-...` parameters, with which a signed read chooses headers of its answer.
public final class Overrides {
  private static final Map<String, String> HEADERS =
      Map.of(
          "response-cache-control", "cache-control",
          "response-content-disposition", "content-disposition",
          "response-content-encoding", "content-encoding",
          "response-content-language", "content-language",
          "response-content-type", "content-type",
          "response-expires", "expires");

  private Overrides() {}

  /// The headers to replace, by lower-case name.
  public static Map<String, String> read(S3Call call) {
    Map<String, String> chosen = new LinkedHashMap<>();
    HEADERS.forEach((parameter, header) ->
        call.query()
            .get(parameter)
            .ifPresent(value -> chosen.put(header, checked(parameter, value))));
    return chosen;
  }

  // A line break would begin a header of the caller's own.
  private static String checked(String parameter, String value) {
    if (value.chars().anyMatch(c -> c < ' ' || c == 0x7F || c > 0xFF)) {
      throw Refusals.argument(
          "Header value cannot be represented using ISO-8859-1.", parameter, "");
    }
    return value;
  }
}
