package io.cofre.core.admin.bucket;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;

/// How the new objects of a bucket are sealed, beyond what S3 has words for. Thread-safe.
public interface BucketSealing {

  /// What is chosen for a bucket; what is empty follows the platform's default.
  ///
  /// @param kms the name of a KMS in the configuration
  /// @param key the key there
  /// @param cipher the name of a cipher that a plugin offers
  /// @param segmentSize sealed bytes of one segment, 4 KiB to 16 MiB
  record Choice(
      Optional<String> kms,
      Optional<String> key,
      Optional<String> cipher,
      OptionalInt segmentSize) {}

  /// Return the choice of a bucket.
  ///
  /// @throws io.cofre.core.admin.message.AdminFailure `NOT_FOUND` if there is no such bucket
  Choice find(String bucket) throws IOException;

  /// Return what is in effect: the choice, and the platform's default for what it leaves open.
  ///
  /// @throws io.cofre.core.admin.message.AdminFailure `NOT_FOUND` if there is no such bucket
  Choice effective(String bucket) throws IOException;

  /// Set the choice of a bucket, in place of the earlier one; objects that are there stay as they
  /// are.
  ///
  /// @throws io.cofre.core.admin.message.AdminFailure `NOT_FOUND` if there is no such bucket,
  ///   `INVALID` if there is no such KMS, key or cipher
  void put(String bucket, Choice choice) throws IOException;
}
