package io.cofre.core.object.model;

/// How a stored object is sealed, as far as a client may know.
public sealed interface Protection {

  /// With keys of the service (SSE-S3).
  record Service() implements Protection {}

  /// With a key of a KMS (SSE-KMS, DSSE-KMS).
  ///
  /// @param key the key in the words of its KMS
  /// @param dual whether in two layers
  /// @param bucketKey whether through a bucket key
  record Kms(String key, boolean dual, boolean bucketKey) implements Protection {}

  /// With a key that the client brings (SSE-C).
  record Customer() implements Protection {}
}
