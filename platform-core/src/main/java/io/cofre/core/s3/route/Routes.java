package io.cofre.core.s3.route;

import static io.cofre.core.s3.route.S3Operation.*;
import static io.cofre.core.s3.route.Scope.*;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// The rows of S3, as data.
///
/// Source: the routes of the Amazon S3 API reference.
final class Routes {
  private static final List<Route> SERVICES =
      List.of(
          row("GET", SERVICE, LIST_BUCKETS)
              .accepting("prefix", "max-buckets", "continuation-token", "bucket-region"));

  private static final List<Route> BUCKETS =
      List.of(
          row("PUT", BUCKET, CREATE_BUCKET),
          row("HEAD", BUCKET, HEAD_BUCKET),
          row("DELETE", BUCKET, DELETE_BUCKET),
          row("GET", BUCKET, LIST_OBJECTS)
              .accepting("prefix", "delimiter", "marker", "max-keys", "encoding-type"),
          row("GET", BUCKET, LIST_OBJECTS_V2, "list-type=2")
              .accepting(
                  "prefix",
                  "delimiter",
                  "continuation-token",
                  "start-after",
                  "max-keys",
                  "fetch-owner",
                  "encoding-type"),
          row("GET", BUCKET, LIST_OBJECT_VERSIONS, "versions")
              .accepting(
                  "prefix",
                  "delimiter",
                  "key-marker",
                  "version-id-marker",
                  "max-keys",
                  "encoding-type"),
          row("GET", BUCKET, LIST_MULTIPART_UPLOADS, "uploads")
              .accepting(
                  "prefix",
                  "delimiter",
                  "key-marker",
                  "upload-id-marker",
                  "max-uploads",
                  "encoding-type"),
          row("POST", BUCKET, DELETE_OBJECTS, "delete"),
          row("POST", BUCKET, POST_OBJECT),
          row("OPTIONS", BUCKET, PREFLIGHT_REQUEST));

  private static final List<Route> CONFIGURATIONS =
      List.of(
          row("GET", BUCKET, GET_BUCKET_LOCATION, "location"),
          row("GET", BUCKET, GET_BUCKET_VERSIONING, "versioning"),
          row("PUT", BUCKET, PUT_BUCKET_VERSIONING, "versioning"),
          row("GET", BUCKET, GET_BUCKET_ACL, "acl"),
          row("PUT", BUCKET, PUT_BUCKET_ACL, "acl"),
          row("GET", BUCKET, GET_BUCKET_ENCRYPTION, "encryption"),
          row("PUT", BUCKET, PUT_BUCKET_ENCRYPTION, "encryption"),
          row("DELETE", BUCKET, DELETE_BUCKET_ENCRYPTION, "encryption"),
          row("GET", BUCKET, GET_BUCKET_OWNERSHIP_CONTROLS, "ownershipControls"),
          row("PUT", BUCKET, PUT_BUCKET_OWNERSHIP_CONTROLS, "ownershipControls"),
          row("DELETE", BUCKET, DELETE_BUCKET_OWNERSHIP_CONTROLS, "ownershipControls"),
          row("GET", BUCKET, GET_PUBLIC_ACCESS_BLOCK, "publicAccessBlock"),
          row("PUT", BUCKET, PUT_PUBLIC_ACCESS_BLOCK, "publicAccessBlock"),
          row("DELETE", BUCKET, DELETE_PUBLIC_ACCESS_BLOCK, "publicAccessBlock"),
          row("GET", BUCKET, GET_BUCKET_POLICY, "policy"),
          row("PUT", BUCKET, PUT_BUCKET_POLICY, "policy"),
          row("DELETE", BUCKET, DELETE_BUCKET_POLICY, "policy"),
          row("GET", BUCKET, GET_BUCKET_POLICY_STATUS, "policyStatus"),
          row("GET", BUCKET, GET_BUCKET_TAGGING, "tagging"),
          row("PUT", BUCKET, PUT_BUCKET_TAGGING, "tagging"),
          row("DELETE", BUCKET, DELETE_BUCKET_TAGGING, "tagging"),
          row("GET", BUCKET, GET_BUCKET_CORS, "cors"),
          row("PUT", BUCKET, PUT_BUCKET_CORS, "cors"),
          row("DELETE", BUCKET, DELETE_BUCKET_CORS, "cors"),
          row("GET", BUCKET, GET_BUCKET_LIFECYCLE_CONFIGURATION, "lifecycle"),
          row("PUT", BUCKET, PUT_BUCKET_LIFECYCLE_CONFIGURATION, "lifecycle"),
          row("DELETE", BUCKET, DELETE_BUCKET_LIFECYCLE, "lifecycle"),
          row("GET", BUCKET, GET_BUCKET_WEBSITE, "website"),
          row("PUT", BUCKET, PUT_BUCKET_WEBSITE, "website"),
          row("DELETE", BUCKET, DELETE_BUCKET_WEBSITE, "website"),
          row("GET", BUCKET, GET_BUCKET_REPLICATION, "replication"),
          row("PUT", BUCKET, PUT_BUCKET_REPLICATION, "replication"),
          row("DELETE", BUCKET, DELETE_BUCKET_REPLICATION, "replication"),
          row("GET", BUCKET, GET_BUCKET_LOGGING, "logging"),
          row("PUT", BUCKET, PUT_BUCKET_LOGGING, "logging"),
          row("GET", BUCKET, GET_BUCKET_NOTIFICATION_CONFIGURATION, "notification"),
          row("PUT", BUCKET, PUT_BUCKET_NOTIFICATION_CONFIGURATION, "notification"),
          row("GET", BUCKET, GET_BUCKET_REQUEST_PAYMENT, "requestPayment"),
          row("PUT", BUCKET, PUT_BUCKET_REQUEST_PAYMENT, "requestPayment"),
          row("GET", BUCKET, GET_BUCKET_ACCELERATE_CONFIGURATION, "accelerate"),
          row("PUT", BUCKET, PUT_BUCKET_ACCELERATE_CONFIGURATION, "accelerate"),
          row("GET", BUCKET, GET_OBJECT_LOCK_CONFIGURATION, "object-lock"),
          row("PUT", BUCKET, PUT_OBJECT_LOCK_CONFIGURATION, "object-lock"),
          row("GET", BUCKET, GET_BUCKET_ABAC, "abac"),
          row("PUT", BUCKET, PUT_BUCKET_ABAC, "abac"),
          row("GET", BUCKET, CREATE_SESSION, "session"),
          row("GET", BUCKET, GET_BUCKET_METADATA_CONFIGURATION, "metadataConfiguration"),
          row("DELETE", BUCKET, DELETE_BUCKET_METADATA_CONFIGURATION, "metadataConfiguration"),
          row("POST", BUCKET, CREATE_BUCKET_METADATA_CONFIGURATION, "metadataConfiguration"),
          row("GET", BUCKET, GET_BUCKET_METADATA_TABLE_CONFIGURATION, "metadataTable"),
          row("DELETE", BUCKET, DELETE_BUCKET_METADATA_TABLE_CONFIGURATION, "metadataTable"),
          row("POST", BUCKET, CREATE_BUCKET_METADATA_TABLE_CONFIGURATION, "metadataTable"),
          row(
              "PUT",
              BUCKET,
              UPDATE_BUCKET_METADATA_INVENTORY_TABLE_CONFIGURATION,
              "metadataInventoryTable"),
          row(
              "PUT",
              BUCKET,
              UPDATE_BUCKET_METADATA_JOURNAL_TABLE_CONFIGURATION,
              "metadataJournalTable"),
          row("GET", BUCKET, GET_BUCKET_ANALYTICS_CONFIGURATION, "analytics", "id"),
          row("GET", BUCKET, LIST_BUCKET_ANALYTICS_CONFIGURATIONS, "analytics"),
          row("PUT", BUCKET, PUT_BUCKET_ANALYTICS_CONFIGURATION, "analytics").accepting("id"),
          row("DELETE", BUCKET, DELETE_BUCKET_ANALYTICS_CONFIGURATION, "analytics").accepting("id"),
          row(
              "GET",
              BUCKET,
              GET_BUCKET_INTELLIGENT_TIERING_CONFIGURATION,
              "intelligent-tiering",
              "id"),
          row("GET", BUCKET, LIST_BUCKET_INTELLIGENT_TIERING_CONFIGURATIONS, "intelligent-tiering"),
          row("PUT", BUCKET, PUT_BUCKET_INTELLIGENT_TIERING_CONFIGURATION, "intelligent-tiering")
              .accepting("id"),
          row(
                  "DELETE",
                  BUCKET,
                  DELETE_BUCKET_INTELLIGENT_TIERING_CONFIGURATION,
                  "intelligent-tiering")
              .accepting("id"),
          row("GET", BUCKET, GET_BUCKET_INVENTORY_CONFIGURATION, "inventory", "id"),
          row("GET", BUCKET, LIST_BUCKET_INVENTORY_CONFIGURATIONS, "inventory"),
          row("PUT", BUCKET, PUT_BUCKET_INVENTORY_CONFIGURATION, "inventory").accepting("id"),
          row("DELETE", BUCKET, DELETE_BUCKET_INVENTORY_CONFIGURATION, "inventory").accepting("id"),
          row("GET", BUCKET, GET_BUCKET_METRICS_CONFIGURATION, "metrics", "id"),
          row("GET", BUCKET, LIST_BUCKET_METRICS_CONFIGURATIONS, "metrics"),
          row("PUT", BUCKET, PUT_BUCKET_METRICS_CONFIGURATION, "metrics").accepting("id"),
          row("DELETE", BUCKET, DELETE_BUCKET_METRICS_CONFIGURATION, "metrics").accepting("id"));

  private static final List<Route> OBJECTS =
      List.of(
          row("GET", OBJECT, GET_OBJECT)
              .accepting(
                  "versionId",
                  "partNumber",
                  "response-cache-control",
                  "response-content-disposition",
                  "response-content-encoding",
                  "response-content-language",
                  "response-content-type",
                  "response-expires"),
          row("HEAD", OBJECT, HEAD_OBJECT)
              .accepting(
                  "versionId",
                  "partNumber",
                  "response-cache-control",
                  "response-content-disposition",
                  "response-content-encoding",
                  "response-content-language",
                  "response-content-type",
                  "response-expires"),
          row("PUT", OBJECT, PUT_OBJECT),
          row("PUT", OBJECT, COPY_OBJECT).having("x-amz-copy-source"),
          row("DELETE", OBJECT, DELETE_OBJECT).accepting("versionId"),
          row("GET", OBJECT, GET_OBJECT_ATTRIBUTES, "attributes").accepting("versionId"),
          row("GET", OBJECT, GET_OBJECT_TAGGING, "tagging").accepting("versionId"),
          row("PUT", OBJECT, PUT_OBJECT_TAGGING, "tagging").accepting("versionId"),
          row("DELETE", OBJECT, DELETE_OBJECT_TAGGING, "tagging").accepting("versionId"),
          row("GET", OBJECT, GET_OBJECT_ACL, "acl").accepting("versionId"),
          row("PUT", OBJECT, PUT_OBJECT_ACL, "acl").accepting("versionId"),
          row("POST", OBJECT, CREATE_MULTIPART_UPLOAD, "uploads"),
          row("PUT", OBJECT, UPLOAD_PART, "partNumber", "uploadId"),
          row("PUT", OBJECT, UPLOAD_PART_COPY, "partNumber", "uploadId")
              .having("x-amz-copy-source"),
          row("POST", OBJECT, COMPLETE_MULTIPART_UPLOAD, "uploadId"),
          row("DELETE", OBJECT, ABORT_MULTIPART_UPLOAD, "uploadId"),
          row("GET", OBJECT, LIST_PARTS, "uploadId")
              .accepting("max-parts", "part-number-marker", "encoding-type"),
          row("GET", OBJECT, GET_OBJECT_LEGAL_HOLD, "legal-hold").accepting("versionId"),
          row("PUT", OBJECT, PUT_OBJECT_LEGAL_HOLD, "legal-hold").accepting("versionId"),
          row("GET", OBJECT, GET_OBJECT_RETENTION, "retention").accepting("versionId"),
          row("PUT", OBJECT, PUT_OBJECT_RETENTION, "retention").accepting("versionId"),
          row("PUT", OBJECT, UPDATE_OBJECT_ENCRYPTION, "encryption").accepting("versionId"),
          row("GET", OBJECT, GET_OBJECT_TORRENT, "torrent"),
          row("POST", OBJECT, RESTORE_OBJECT, "restore").accepting("versionId"),
          row("POST", OBJECT, SELECT_OBJECT_CONTENT, "select").accepting("select-type"),
          row("PUT", OBJECT, RENAME_OBJECT, "renameObject"),
          row("OPTIONS", OBJECT, PREFLIGHT_REQUEST));

  private Routes() {}

  /// Every row.
  static List<Route> all() {
    return Stream.of(SERVICES, BUCKETS, CONFIGURATIONS, OBJECTS).flatMap(List::stream).toList();
  }

  private static Route row(String method, Scope scope, S3Operation operation, String... selectors) {
    return new Route(
        method, scope, new LinkedHashSet<>(List.of(selectors)), "", Set.of(), operation);
  }
}
