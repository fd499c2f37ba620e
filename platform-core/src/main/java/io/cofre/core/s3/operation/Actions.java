package io.cofre.core.s3.operation;

import static io.cofre.core.s3.route.S3Operation.*;

import io.cofre.core.s3.route.S3Operation;
import java.util.EnumMap;
import java.util.Map;

/// The names that policies have for operations, where they differ from the operations' own
/// ("Actions, resources, and condition keys for Amazon S3" in the Service Authorization Reference).
final class Actions {
  private static final Map<S3Operation, String> OTHERS = new EnumMap<>(S3Operation.class);

  static {
    OTHERS.put(LIST_BUCKETS, "ListAllMyBuckets");
    OTHERS.put(HEAD_BUCKET, "ListBucket");
    OTHERS.put(LIST_OBJECTS, "ListBucket");
    OTHERS.put(LIST_OBJECTS_V2, "ListBucket");
    OTHERS.put(LIST_OBJECT_VERSIONS, "ListBucketVersions");
    OTHERS.put(LIST_MULTIPART_UPLOADS, "ListBucketMultipartUploads");
    OTHERS.put(LIST_PARTS, "ListMultipartUploadParts");
    OTHERS.put(DELETE_OBJECTS, "DeleteObject");
    OTHERS.put(COPY_OBJECT, "PutObject");
    OTHERS.put(POST_OBJECT, "PutObject");
    OTHERS.put(CREATE_MULTIPART_UPLOAD, "PutObject");
    OTHERS.put(UPLOAD_PART, "PutObject");
    OTHERS.put(UPLOAD_PART_COPY, "PutObject");
    OTHERS.put(COMPLETE_MULTIPART_UPLOAD, "PutObject");
    OTHERS.put(HEAD_OBJECT, "GetObject");
    OTHERS.put(GET_BUCKET_ENCRYPTION, "GetEncryptionConfiguration");
    OTHERS.put(PUT_BUCKET_ENCRYPTION, "PutEncryptionConfiguration");
    OTHERS.put(DELETE_BUCKET_ENCRYPTION, "PutEncryptionConfiguration");
    OTHERS.put(GET_BUCKET_CORS, "GetBucketCORS");
    OTHERS.put(GET_BUCKET_LIFECYCLE_CONFIGURATION, "GetLifecycleConfiguration");
    OTHERS.put(GET_BUCKET_REPLICATION, "GetReplicationConfiguration");
    OTHERS.put(GET_BUCKET_NOTIFICATION_CONFIGURATION, "GetBucketNotification");
    OTHERS.put(GET_BUCKET_ACCELERATE_CONFIGURATION, "GetAccelerateConfiguration");
    OTHERS.put(SELECT_OBJECT_CONTENT, "GetObject");
    OTHERS.put(DELETE_BUCKET_CORS, "PutBucketCORS");
    OTHERS.put(DELETE_BUCKET_LIFECYCLE, "PutLifecycleConfiguration");
    OTHERS.put(PUT_BUCKET_LIFECYCLE_CONFIGURATION, "PutLifecycleConfiguration");
    OTHERS.put(DELETE_BUCKET_OWNERSHIP_CONTROLS, "PutBucketOwnershipControls");
    OTHERS.put(DELETE_BUCKET_REPLICATION, "PutReplicationConfiguration");
    OTHERS.put(PUT_BUCKET_REPLICATION, "PutReplicationConfiguration");
    OTHERS.put(DELETE_BUCKET_TAGGING, "PutBucketTagging");
    OTHERS.put(PUT_BUCKET_NOTIFICATION_CONFIGURATION, "PutBucketNotification");
    OTHERS.put(PUT_BUCKET_ACCELERATE_CONFIGURATION, "PutAccelerateConfiguration");
    OTHERS.put(DELETE_PUBLIC_ACCESS_BLOCK, "PutBucketPublicAccessBlock");
    OTHERS.put(PUT_PUBLIC_ACCESS_BLOCK, "PutBucketPublicAccessBlock");
    OTHERS.put(PUT_OBJECT_LOCK_CONFIGURATION, "PutBucketObjectLockConfiguration");
    OTHERS.put(GET_PUBLIC_ACCESS_BLOCK, "GetBucketPublicAccessBlock");
    OTHERS.put(GET_OBJECT_LOCK_CONFIGURATION, "GetBucketObjectLockConfiguration");
  }

  private Actions() {}

  /// The action of an operation.
  static String of(S3Operation operation) {
    return "s3:" + OTHERS.getOrDefault(operation, operation.label());
  }
}
