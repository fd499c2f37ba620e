package io.cofre.core.seal;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyId;

/// How the key of a new object version shall be wrapped.
public sealed interface KeyPlan {

  /// By a KMS.
  ///
  /// @param kms the configured name of the instance
  /// @param key the key there
  record ByKms(String kms, KeyId key) implements KeyPlan {}

  /// Under a bucket key of a KMS.
  ///
  /// @param kms the configured name of the instance
  /// @param key the key there that wraps the bucket key
  record ByBucketKey(String kms, KeyId key) implements KeyPlan {}

  /// Under a key that the client brings.
  ///
  /// @param key 256 bits; stays its owner's
  record ByCustomer(DataKey key) implements KeyPlan {}
}
