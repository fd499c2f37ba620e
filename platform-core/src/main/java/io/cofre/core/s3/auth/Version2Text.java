package io.cofre.core.s3.auth;

import io.cofre.core.s3.message.PercentCoding;
import io.cofre.core.s3.message.QueryString;
import io.cofre.core.s3.message.S3Call;
import io.cofre.core.s3.message.Target;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The text that Version 2 signs.
final class Version2Text {
  private static final Set<String> SUBRESOURCES =
      Set.of(
          "accelerate",
          "acl",
          "analytics",
          "cors",
          "defaultObjectAcl",
          "delete",
          "encryption",
          "inventory",
          "legal-hold",
          "lifecycle",
          "location",
          "logging",
          "metrics",
          "notification",
          "object-lock",
          "partNumber",
          "policy",
          "policyStatus",
          "publicAccessBlock",
          "replication",
          "requestPayment",
          "response-cache-control",
          "response-content-disposition",
          "response-content-encoding",
          "response-content-language",
          "response-content-type",
          "response-expires",
          "restore",
          "retention",
          "select",
          "select-type",
          "storageClass",
          "tagging",
          "torrent",
          "uploadId",
          "uploads",
          "versionId",
          "versioning",
          "versions",
          "website");

  private Version2Text() {}

  /// Write it.
  ///
  /// @param date the `Date` header, empty where `x-amz-date` stands for it, or the `Expires` of a
  ///   presigned URL
  static String of(S3Call call, String date, Redaction redaction) {
    return text(call, date, redaction, call.head().rawPath());
  }

  /// Write what is signed by clients that end the path of a bucket with a slash they do not send,
  /// as botocore does; the same as [#of] for all other paths.
  static String slashed(S3Call call, String date) {
    String path = call.head().rawPath();
    boolean bare = call.target() instanceof Target.InBucket && !path.endsWith("/");
    return text(call, date, new Redaction(false), bare ? path + "/" : path);
  }

  private static String text(S3Call call, String date, Redaction redaction, String path) {
    StringBuilder out = new StringBuilder(256);
    out.append(call.head().method()).append('\n');
    out.append(value(call, "content-md5")).append('\n');
    out.append(value(call, "content-type")).append('\n');
    out.append(date).append('\n');
    amzHeaders(call)
        .forEach((name, value) ->
            out.append(name).append(':').append(redaction.of(name, value)).append('\n'));
    return out.append(resource(call, path)).toString();
  }

  /// A presigned URL has in its query what was a header when it was signed.
  private static String value(S3Call call, String header) {
    String sent = CanonicalHeaders.value(call.head(), header);
    return sent.isEmpty() && call.presigned()
        ? call.query().parameters().entrySet().stream()
            .filter(parameter -> parameter.getKey().equalsIgnoreCase(header))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse("")
        : sent;
  }

  private static SortedMap<String, String> amzHeaders(S3Call call) {
    SortedMap<String, String> headers = new TreeMap<>();
    for (String name : call.head().headers().keySet()) {
      if (name.startsWith("x-amz-")) {
        headers.put(name, CanonicalHeaders.value(call.head(), name));
      }
    }
    if (call.presigned()) {
      for (QueryString.Parameter parameter : QueryString.parse(call.head().rawQuery())) {
        String name = parameter.name().toLowerCase(Locale.ROOT);
        if (name.startsWith("x-amz-")) {
          headers.merge(
              name, parameter.value(), (one, two) -> one.equals(two) ? one : one + "," + two);
        }
      }
    }
    return headers;
  }

  private static String resource(S3Call call, String path) {
    String subresources =
        QueryString.parse(call.head().rawQuery()).stream()
            .filter(parameter -> SUBRESOURCES.contains(parameter.name()))
            .map(p -> p.value().isEmpty() ? p.name() : p.name() + "=" + p.value())
            .sorted()
            .collect(Collectors.joining("&"));
    return hostBucket(call) + path + (subresources.isEmpty() ? "" : "?" + subresources);
  }

  /// The bucket where it stands in the host and not in the path.
  private static String hostBucket(S3Call call) {
    String path = PercentCoding.decodePath(call.head().rawPath());
    return switch (call.target()) {
      case Target.Service _ -> "";
      case Target.InBucket(String bucket) -> path.equals("/") ? "/" + bucket : "";
      case Target.InObject(String bucket, String key) -> path.equals("/" + key) ? "/" + bucket : "";
    };
  }
}
