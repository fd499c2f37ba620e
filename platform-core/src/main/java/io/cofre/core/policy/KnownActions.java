package io.cofre.core.policy;

import java.util.List;

/// The actions of Amazon S3 on buckets and objects ("Actions, resources, and condition keys for
/// Amazon S3" in the Service Authorization Reference).
///
/// A policy that names none of them would allow or deny nothing, which its author cannot mean.
final class KnownActions {
  private static final List<String> NAMES =
      List.of(
          """
          AbortMultipartUpload BypassGovernanceRetention CreateBucket
          CreateBucketMetadataTableConfiguration DeleteBucket
          DeleteBucketMetadataTableConfiguration DeleteBucketPolicy DeleteBucketWebsite
          DeleteObject DeleteObjectTagging DeleteObjectVersion DeleteObjectVersionTagging
          GetAccelerateConfiguration GetAnalyticsConfiguration GetBucketAbac GetBucketAcl
          GetBucketCORS GetBucketLocation GetBucketLogging GetBucketMetadataTableConfiguration
          GetBucketNotification GetBucketObjectLockConfiguration GetBucketOwnershipControls
          GetBucketPolicy GetBucketPolicyStatus GetBucketPublicAccessBlock
          GetBucketRequestPayment GetBucketTagging GetBucketVersioning GetBucketWebsite
          GetEncryptionConfiguration GetIntelligentTieringConfiguration
          GetInventoryConfiguration GetLifecycleConfiguration GetMetricsConfiguration GetObject
          GetObjectAcl GetObjectAttributes GetObjectLegalHold GetObjectRetention
          GetObjectTagging GetObjectTorrent GetObjectVersion GetObjectVersionAcl
          GetObjectVersionAttributes GetObjectVersionForReplication GetObjectVersionTagging
          GetObjectVersionTorrent GetReplicationConfiguration InitiateReplication
          ListAllMyBuckets ListBucket ListBucketMultipartUploads ListBucketVersions
          ListMultipartUploadParts ObjectOwnerOverrideToBucketOwner PauseReplication
          PutAccelerateConfiguration PutAnalyticsConfiguration PutBucketAbac PutBucketAcl
          PutBucketCORS PutBucketLogging PutBucketNotification PutBucketObjectLockConfiguration
          PutBucketOwnershipControls PutBucketPolicy PutBucketPublicAccessBlock
          PutBucketRequestPayment PutBucketTagging PutBucketVersioning PutBucketWebsite
          PutEncryptionConfiguration PutIntelligentTieringConfiguration
          PutInventoryConfiguration PutLifecycleConfiguration PutMetricsConfiguration PutObject
          PutObjectAcl PutObjectLegalHold PutObjectRetention PutObjectTagging
          PutObjectVersionAcl PutObjectVersionTagging PutReplicationConfiguration
          ReplicateDelete ReplicateObject ReplicateTags RestoreObject
          UpdateBucketMetadataInventoryTableConfiguration
          UpdateBucketMetadataJournalTableConfiguration UpdateObjectEncryption
          """
              .strip()
              .split("\\s+"));

  private KnownActions() {}

  /// Whether an action of a policy, which may hold wildcards, means any of them.
  static boolean has(Template action) {
    return NAMES.stream().anyMatch(known -> action.matches("s3:" + known));
  }
}
