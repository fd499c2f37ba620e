package io.cofre.core.s3.auth;

import io.cofre.core.s3.message.PercentCoding;
import io.cofre.core.s3.message.QueryString;
import io.cofre.core.s3.message.S3Call;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/// The canonical form of a request that Version 4 signs.
///
/// The path is decoded once and encoded once, never normalised; the query is decoded, encoded and
/// sorted by name and value.
///
/// Source: "Create a canonical request", Signature Version 4, Amazon S3 API reference.
final class CanonicalRequest {
  private CanonicalRequest() {}

  /// Write what is signed.
  static String text(S3Call call, Claim claim) {
    return write(call, claim, new Redaction(false));
  }

  /// Write the same without secrets, to be shown to whoever sent it.
  static String shown(S3Call call, Claim claim) {
    return write(call, claim, new Redaction(true));
  }

  private static String write(S3Call call, Claim claim, Redaction redaction) {
    StringBuilder out = new StringBuilder(512);
    String path = PercentCoding.decodePath(call.head().rawPath());
    out.append(call.head().method()).append('\n');
    out.append(PercentCoding.encodePath(path)).append('\n');
    out.append(query(call.head().rawQuery(), redaction)).append('\n');
    for (String name : claim.signedHeaders()) {
      String value = redaction.of(name, CanonicalHeaders.value(call.head(), name));
      out.append(name).append(':').append(value).append('\n');
    }
    out.append('\n').append(String.join(";", claim.signedHeaders())).append('\n');
    return out.append(claim.payload()).toString();
  }

  private static String query(String raw, Redaction redaction) {
    record Encoded(String name, String value) {}
    List<Encoded> parameters =
        QueryString.parse(raw).stream()
            .filter(parameter -> !parameter.name().equals("X-Amz-Signature"))
            .map(parameter ->
                new Encoded(
                    PercentCoding.encode(parameter.name()),
                    PercentCoding.encode(redaction.of(parameter.name(), parameter.value()))))
            .sorted(Comparator.comparing(Encoded::name).thenComparing(Encoded::value))
            .toList();
    return parameters.stream()
        .map(parameter -> parameter.name() + "=" + parameter.value())
        .collect(Collectors.joining("&"));
  }
}
