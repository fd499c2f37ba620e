package io.cofre.core.object.model;

/// A bucket's rule: how its new objects are sealed when nothing is said.
///
/// @param algorithm how
/// @param key the key of the KMS as it was given, empty for the account's own
/// @param bucketKey whether a bucket key is used
/// @param customerKeysBlocked whether objects with keys of clients (SSE-C) are refused
public record BucketEncryption(
    Algorithm algorithm, String key, boolean bucketKey, boolean customerKeysBlocked) {

  /// The ways that a rule can name.
  public enum Algorithm {
    /// SSE-S3.
    SERVICE,
    /// SSE-KMS.
    KMS,
    /// DSSE-KMS.
    DUAL_KMS
  }

  /// The same with customers' keys blocked or not.
  public BucketEncryption blocking(boolean customerKeys) {
    return new BucketEncryption(algorithm, key, bucketKey, customerKeys);
  }
}
