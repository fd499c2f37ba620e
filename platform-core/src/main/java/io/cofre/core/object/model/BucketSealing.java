package io.cofre.core.object.model;

/// What S3 has no words for in how a bucket's new objects are sealed; each part may be empty, and
/// then the platform's default applies.
///
/// @param kms the configured name of the KMS instance, or empty
/// @param key the key there that keys of the service are wrapped with, or empty
/// @param cipher the name of the cipher's provider, or empty
/// @param segmentBytes the length of a sealed segment, or 0
public record BucketSealing(String kms, String key, String cipher, int segmentBytes) {
  /// The platform's defaults.
  public static final BucketSealing DEFAULT = new BucketSealing("", "", "", 0);
}
