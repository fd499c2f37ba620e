package io.cofre.core.keyring;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.WrappedKey;

/// A key of a bucket: many object keys are wrapped under it for a while.
///
/// @param plain the key; whoever receives this closes it
/// @param wrapped the same key as its KMS wrapped it, to be stored with each object
public record BucketKey(DataKey plain, WrappedKey wrapped) implements AutoCloseable {

  /// Wipe the plain key; idempotent.
  @Override
  public void close() {
    plain.close();
  }
}
