package io.cofre.core.object;

import io.cofre.api.storage.MetadataView;
import io.cofre.core.object.model.BucketEncryption;
import io.cofre.core.object.model.BucketSealing;
import io.cofre.core.object.model.ObjectFailure;
import io.cofre.core.object.model.ObjectFailure.Reason;
import io.cofre.core.object.record.EncryptionCodec;

/// Finds the rules of buckets on sealing, and the platform's where a bucket has none. Thread-safe.
///
/// @param configurations of the buckets
/// @param platform the rule of buckets without one
record BucketRules(BucketConfigurations configurations, BucketEncryption platform) {
  /// The configuration that holds a bucket's rule.
  static final String ENCRYPTION = "encryption";

  /// The configuration that holds what an operator chose for a bucket.
  static final String SEALING = "sealing";

  BucketEncryption encryption(MetadataView view, String bucket) {
    return configurations
        .find(view, bucket, ENCRYPTION)
        .map(EncryptionCodec::rule)
        .orElse(platform);
  }

  BucketSealing sealing(MetadataView view, String bucket) {
    return configurations
        .find(view, bucket, SEALING)
        .map(EncryptionCodec::sealing)
        .orElse(BucketSealing.DEFAULT);
  }

  /// Fail with `CUSTOMER_KEYS_BLOCKED` where the bucket refuses keys of clients.
  void requireCustomerKeys(MetadataView view, String bucket) {
    if (encryption(view, bucket).customerKeysBlocked()) {
      throw new ObjectFailure(
          Reason.CUSTOMER_KEYS_BLOCKED, "the bucket " + bucket + " blocks SSE-C");
    }
  }
}
