package io.cofre.core.s3.route;

/// The operations of the S3 service model that requests are routed to.
///
/// Source: the operations of the Amazon S3 API reference; CreateSession and ListDirectoryBuckets of
/// S3 Express included only where they share a route with others.
public enum S3Operation {
  LIST_BUCKETS("ListBuckets", true),
  CREATE_BUCKET("CreateBucket", true),
  HEAD_BUCKET("HeadBucket", true),
  DELETE_BUCKET("DeleteBucket", true),
  GET_BUCKET_LOCATION("GetBucketLocation", true),
  LIST_OBJECTS("ListObjects", true),
  LIST_OBJECTS_V2("ListObjectsV2", true),
  LIST_OBJECT_VERSIONS("ListObjectVersions", true),
  LIST_MULTIPART_UPLOADS("ListMultipartUploads", true),
  DELETE_OBJECTS("DeleteObjects", true),
  PUT_OBJECT("PutObject", true),
  COPY_OBJECT("CopyObject", true),
  GET_OBJECT("GetObject", true),
  HEAD_OBJECT("HeadObject", true),
  GET_OBJECT_ATTRIBUTES("GetObjectAttributes", true),
  DELETE_OBJECT("DeleteObject", true),
  GET_OBJECT_TAGGING("GetObjectTagging", true),
  PUT_OBJECT_TAGGING("PutObjectTagging", true),
  DELETE_OBJECT_TAGGING("DeleteObjectTagging", true),
  CREATE_MULTIPART_UPLOAD("CreateMultipartUpload", true),
  UPLOAD_PART("UploadPart", true),
  UPLOAD_PART_COPY("UploadPartCopy", true),
  COMPLETE_MULTIPART_UPLOAD("CompleteMultipartUpload", true),
  ABORT_MULTIPART_UPLOAD("AbortMultipartUpload", true),
  LIST_PARTS("ListParts", true),
  GET_OBJECT_ACL("GetObjectAcl", true),
  GET_BUCKET_ACL("GetBucketAcl", true),
  GET_BUCKET_ENCRYPTION("GetBucketEncryption", true),
  GET_BUCKET_VERSIONING("GetBucketVersioning", true),
  GET_BUCKET_OWNERSHIP_CONTROLS("GetBucketOwnershipControls", true),
  GET_PUBLIC_ACCESS_BLOCK("GetPublicAccessBlock", true),
  GET_BUCKET_REQUEST_PAYMENT("GetBucketRequestPayment", true),
  GET_BUCKET_LOGGING("GetBucketLogging", true),
  GET_BUCKET_NOTIFICATION_CONFIGURATION("GetBucketNotificationConfiguration", true),
  GET_BUCKET_ACCELERATE_CONFIGURATION("GetBucketAccelerateConfiguration", true),
  GET_BUCKET_POLICY("GetBucketPolicy", true),
  GET_BUCKET_POLICY_STATUS("GetBucketPolicyStatus", true),
  GET_BUCKET_TAGGING("GetBucketTagging", true),
  GET_BUCKET_CORS("GetBucketCors", true),
  GET_BUCKET_LIFECYCLE_CONFIGURATION("GetBucketLifecycleConfiguration", true),
  GET_BUCKET_WEBSITE("GetBucketWebsite", true),
  GET_BUCKET_REPLICATION("GetBucketReplication", true),
  GET_OBJECT_LOCK_CONFIGURATION("GetObjectLockConfiguration", true),
  POST_OBJECT("PostObject", false),
  PREFLIGHT_REQUEST("PreflightRequest", false),
  DELETE_BUCKET_ENCRYPTION("DeleteBucketEncryption", true),
  PUT_BUCKET_ENCRYPTION("PutBucketEncryption", true),
  UPDATE_OBJECT_ENCRYPTION("UpdateObjectEncryption", true),
  DELETE_BUCKET_OWNERSHIP_CONTROLS("DeleteBucketOwnershipControls", false),
  PUT_BUCKET_OWNERSHIP_CONTROLS("PutBucketOwnershipControls", false),
  DELETE_PUBLIC_ACCESS_BLOCK("DeletePublicAccessBlock", false),
  PUT_PUBLIC_ACCESS_BLOCK("PutPublicAccessBlock", false),
  DELETE_BUCKET_POLICY("DeleteBucketPolicy", false),
  PUT_BUCKET_POLICY("PutBucketPolicy", false),
  DELETE_BUCKET_TAGGING("DeleteBucketTagging", false),
  PUT_BUCKET_TAGGING("PutBucketTagging", false),
  PUT_BUCKET_VERSIONING("PutBucketVersioning", false),
  DELETE_BUCKET_CORS("DeleteBucketCors", false),
  PUT_BUCKET_CORS("PutBucketCors", false),
  DELETE_BUCKET_LIFECYCLE("DeleteBucketLifecycle", false),
  PUT_BUCKET_LIFECYCLE_CONFIGURATION("PutBucketLifecycleConfiguration", false),
  DELETE_BUCKET_WEBSITE("DeleteBucketWebsite", false),
  PUT_BUCKET_WEBSITE("PutBucketWebsite", false),
  DELETE_BUCKET_REPLICATION("DeleteBucketReplication", false),
  PUT_BUCKET_REPLICATION("PutBucketReplication", false),
  PUT_BUCKET_ACL("PutBucketAcl", false),
  PUT_OBJECT_ACL("PutObjectAcl", false),
  PUT_BUCKET_LOGGING("PutBucketLogging", false),
  PUT_BUCKET_NOTIFICATION_CONFIGURATION("PutBucketNotificationConfiguration", false),
  PUT_BUCKET_REQUEST_PAYMENT("PutBucketRequestPayment", false),
  PUT_BUCKET_ACCELERATE_CONFIGURATION("PutBucketAccelerateConfiguration", false),
  PUT_OBJECT_LOCK_CONFIGURATION("PutObjectLockConfiguration", false),
  GET_OBJECT_LEGAL_HOLD("GetObjectLegalHold", false),
  PUT_OBJECT_LEGAL_HOLD("PutObjectLegalHold", false),
  GET_OBJECT_RETENTION("GetObjectRetention", false),
  PUT_OBJECT_RETENTION("PutObjectRetention", false),
  GET_OBJECT_TORRENT("GetObjectTorrent", false),
  RESTORE_OBJECT("RestoreObject", false),
  SELECT_OBJECT_CONTENT("SelectObjectContent", false),
  RENAME_OBJECT("RenameObject", false),
  CREATE_SESSION("CreateSession", false),
  GET_BUCKET_ABAC("GetBucketAbac", false),
  PUT_BUCKET_ABAC("PutBucketAbac", false),
  CREATE_BUCKET_METADATA_CONFIGURATION("CreateBucketMetadataConfiguration", false),
  GET_BUCKET_METADATA_CONFIGURATION("GetBucketMetadataConfiguration", false),
  DELETE_BUCKET_METADATA_CONFIGURATION("DeleteBucketMetadataConfiguration", false),
  CREATE_BUCKET_METADATA_TABLE_CONFIGURATION("CreateBucketMetadataTableConfiguration", false),
  GET_BUCKET_METADATA_TABLE_CONFIGURATION("GetBucketMetadataTableConfiguration", false),
  DELETE_BUCKET_METADATA_TABLE_CONFIGURATION("DeleteBucketMetadataTableConfiguration", false),
  UPDATE_BUCKET_METADATA_INVENTORY_TABLE_CONFIGURATION(
      "UpdateBucketMetadataInventoryTableConfiguration", false),
  UPDATE_BUCKET_METADATA_JOURNAL_TABLE_CONFIGURATION(
      "UpdateBucketMetadataJournalTableConfiguration", false),
  GET_BUCKET_ANALYTICS_CONFIGURATION("GetBucketAnalyticsConfiguration", false),
  LIST_BUCKET_ANALYTICS_CONFIGURATIONS("ListBucketAnalyticsConfigurations", false),
  PUT_BUCKET_ANALYTICS_CONFIGURATION("PutBucketAnalyticsConfiguration", false),
  DELETE_BUCKET_ANALYTICS_CONFIGURATION("DeleteBucketAnalyticsConfiguration", false),
  GET_BUCKET_INTELLIGENT_TIERING_CONFIGURATION("GetBucketIntelligentTieringConfiguration", false),
  LIST_BUCKET_INTELLIGENT_TIERING_CONFIGURATIONS(
      "ListBucketIntelligentTieringConfigurations", false),
  PUT_BUCKET_INTELLIGENT_TIERING_CONFIGURATION("PutBucketIntelligentTieringConfiguration", false),
  DELETE_BUCKET_INTELLIGENT_TIERING_CONFIGURATION(
      "DeleteBucketIntelligentTieringConfiguration", false),
  GET_BUCKET_INVENTORY_CONFIGURATION("GetBucketInventoryConfiguration", false),
  LIST_BUCKET_INVENTORY_CONFIGURATIONS("ListBucketInventoryConfigurations", false),
  PUT_BUCKET_INVENTORY_CONFIGURATION("PutBucketInventoryConfiguration", false),
  DELETE_BUCKET_INVENTORY_CONFIGURATION("DeleteBucketInventoryConfiguration", false),
  GET_BUCKET_METRICS_CONFIGURATION("GetBucketMetricsConfiguration", false),
  LIST_BUCKET_METRICS_CONFIGURATIONS("ListBucketMetricsConfigurations", false),
  PUT_BUCKET_METRICS_CONFIGURATION("PutBucketMetricsConfiguration", false),
  DELETE_BUCKET_METRICS_CONFIGURATION("DeleteBucketMetricsConfiguration", false);

  private final String label;
  private final boolean implemented;

  S3Operation(String label, boolean implemented) {
    this.label = label;
    this.implemented = implemented;
  }

  /// The name in the S3 API reference, used in metrics and documents.
  public String label() {
    return label;
  }

  /// Whether it has a handler; the others are answered `NotImplemented`.
  public boolean implemented() {
    return implemented;
  }
}
