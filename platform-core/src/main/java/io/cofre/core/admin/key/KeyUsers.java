package io.cofre.core.admin.key;

import io.cofre.api.kms.KeyId;
import java.io.IOException;

/// Counts what cannot be opened any more once a key is gone. Thread-safe.
@FunctionalInterface
public interface KeyUsers {
  /// Count objects, uploads and the platform's own records whose keys a key wraps.
  ///
  /// @param kms the name of the KMS in the configuration
  /// @throws IOException if what is stored cannot be read; nothing is known then
  long count(String kms, KeyId key) throws IOException;

  /// Whether a key is the one of the configuration, which new objects need.
  ///
  /// @param kms the name of the KMS in the configuration
  default boolean isDefault(String kms, KeyId key) {
    return false;
  }
}
