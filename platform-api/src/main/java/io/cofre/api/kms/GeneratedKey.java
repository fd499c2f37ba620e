package io.cofre.api.kms;

import io.cofre.api.cipher.DataKey;

/// A fresh data key, in the clear for use and wrapped for storage.
///
/// @param plain the key; whoever receives this closes it
/// @param wrapped the same key, wrapped
/// @since 0.1
public record GeneratedKey(DataKey plain, WrappedKey wrapped) implements AutoCloseable {

  /// Wipe the plain key; idempotent.
  @Override
  public void close() {
    plain.close();
  }
}
