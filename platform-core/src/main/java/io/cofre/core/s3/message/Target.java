package io.cofre.core.s3.message;

/// What a request is about.
public sealed interface Target {

  /// The account: the list of its buckets.
  record Service() implements Target {}

  /// A bucket.
  ///
  /// @param bucket its name, not yet checked
  record InBucket(String bucket) implements Target {}

  /// An object.
  ///
  /// @param bucket the bucket's name, not yet checked
  /// @param key the object's key, decoded, not empty
  record InObject(String bucket, String key) implements Target {}
}
