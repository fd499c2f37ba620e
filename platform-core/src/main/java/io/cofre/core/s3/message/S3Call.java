package io.cofre.core.s3.message;

import io.cofre.api.transport.RequestHead;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// A request as S3 reads it, before anyone is believed.
///
/// @param head as it was on the wire, for the signature
/// @param target what it is about
/// @param query its parameters
/// @param requestId the id it is answered and logged with
public record S3Call(RequestHead head, Target target, Query query, String requestId) {
  private static final String AMZ = "x-amz-";
  private static final Set<String> SIGNED_BY_VERSION_2 = Set.of("content-md5", "content-type");

  /// What S3 does not look at in a URL: AWS's SDK for JavaScript puts the checksum of no content
  /// there, since it signs before there is any.
  private static final Pattern OF_CONTENT =
      Pattern.compile("x-amz-(sdk-checksum-algorithm|checksum-(?!algorithm$|type$|mode$).*)");

  /// The first value of a header.
  ///
  /// In a presigned request an `x-amz-*` header may stand in the query instead, where old clients
  /// put all of them, but for checksums of the content; with Version 2 of the signature also the
  /// two others that it signs.
  ///
  /// @param name in lower case
  public Optional<String> header(String name) {
    Optional<String> header = head.header(name);
    return header.isPresent() || !inQuery(name)
        ? header
        : query.parameters().entrySet().stream()
            .filter(parameter -> lower(parameter.getKey()).equals(name))
            .map(Map.Entry::getValue)
            .findFirst();
  }

  private boolean inQuery(String name) {
    return (presigned() && mayBeInQuery(name))
        || (query.has("AWSAccessKeyId") && SIGNED_BY_VERSION_2.contains(name));
  }

  private static boolean mayBeInQuery(String name) {
    return name.startsWith(AMZ) && !OF_CONTENT.matcher(name).matches();
  }

  /// The first values of all headers whose lower-case name begins with a prefix, by name; with
  /// those a presigned request has in its query.
  ///
  /// @param prefix in lower case
  public SortedMap<String, String> headers(String prefix) {
    SortedMap<String, String> found = new TreeMap<>();
    if (presigned()) {
      query.parameters().forEach((name, value) -> found.putIfAbsent(lower(name), value));
      found.keySet().removeIf(name -> !mayBeInQuery(name));
    }
    head.headers()
        .forEach((name, values) -> {
          if (!values.isEmpty()) {
            found.put(name, values.getFirst());
          }
        });
    found.keySet().removeIf(name -> !name.startsWith(prefix));
    return found;
  }

  /// Whether the request is signed in its query, by either version of the signature.
  public boolean presigned() {
    return query.has("X-Amz-Signature") || query.has("AWSAccessKeyId");
  }

  /// Whether the request is signed by Signature Version 4, which S3 demands for objects under keys
  /// of a KMS.
  public boolean signedByVersion4() {
    return query.has("X-Amz-Signature")
        || head.header("authorization").filter(value -> value.startsWith("AWS4-")).isPresent();
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /// The bucket's name; only for targets that have one.
  public String bucket() {
    return switch (target) {
      case Target.InBucket t -> t.bucket();
      case Target.InObject t -> t.bucket();
      case Target.Service _ -> throw new IllegalStateException("the service has no bucket");
    };
  }

  /// The object's key; only for objects.
  public String key() {
    return switch (target) {
      case Target.InObject t -> t.key();
      case Target.InBucket _, Target.Service _ -> throw new IllegalStateException("not an object");
    };
  }
}
