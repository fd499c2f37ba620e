package io.cofre.core.reseal;

import io.cofre.api.kms.KeyId;
import io.cofre.core.object.Reseals;
import io.cofre.core.seal.Wrapping;
import java.util.Optional;

/// Chooses what is sealed by the key that wraps theirs, directly or through a bucket key.
///
/// @param kms the configured name of the KMS instance, empty for any
/// @param key the key there, or any
record UnderKey(String kms, Optional<KeyId> key) {

  boolean takes(Wrapping wrapping, Reseals reseals) {
    if (kms.isEmpty() && key.isEmpty()) {
      return true;
    }
    return wrapping
        .kmsEnvelope()
        .filter(envelope -> kms.isEmpty() || envelope.kms().equals(kms))
        .filter(envelope -> key.isEmpty() || reseals.isUnder(wrapping, envelope.kms(), key.get()))
        .isPresent();
  }
}
