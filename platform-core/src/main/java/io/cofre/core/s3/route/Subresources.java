package io.cofre.core.s3.route;

import io.cofre.core.s3.message.Query;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// Tells the query parameters that choose an operation from the ones that only refine it.
///
/// Source: the routes of the Amazon S3 API reference.
final class Subresources {
  private static final Set<String> KNOWN =
      Set.of(
          "abac",
          "accelerate",
          "acl",
          "analytics",
          "append",
          "attributes",
          "cors",
          "delete",
          "encryption",
          "intelligent-tiering",
          "inventory",
          "legal-hold",
          "lifecycle",
          "location",
          "logging",
          "metadataConfiguration",
          "metadataInventoryTable",
          "metadataJournalTable",
          "metadataTable",
          "metrics",
          "notification",
          "object-lock",
          "ownershipControls",
          "partNumber",
          "policy",
          "policyStatus",
          "publicAccessBlock",
          "renameObject",
          "replication",
          "requestPayment",
          "restore",
          "retention",
          "select",
          "select-type",
          "session",
          "tagging",
          "torrent",
          "uploadId",
          "uploads",
          "versionId",
          "versioning",
          "versions",
          "website");

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
  private static final Set<String> SIGNING = Set.of("awsaccesskeyid", "signature", "expires");

  private Subresources() {}

  /// The names in a query that a row must take, or else not take the request.
  ///
  /// Where the method changes something, a parameter without a value that nobody knows counts as
  /// well: so are S3's future subresources written, and they must not be taken for a plain write.
  static Set<String> in(Query query, String method) {
    return query.names().stream()
        .filter(
            name -> KNOWN.contains(name) || (!READING.contains(method) && looksNew(query, name)))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean looksNew(Query query, String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return !name.isEmpty()
        && query.get(name).orElse("").isEmpty()
        && !lower.startsWith("x-amz-")
        && !lower.startsWith("response-")
        && !lower.equals("x-id")
        && !SIGNING.contains(lower);
  }
}
