package io.cofre.core.seal;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import java.util.Map;
import java.util.Optional;

/// Makes and opens the key under which one metadata store keeps its records sealed. Thread-safe.
///
/// It is wrapped like an object key, with the context `cofre:store` = the id of the store, and its
/// envelope is stored in the clear beside the records. Failures are
/// [io.cofre.api.kms.KmsException].
///
/// @param keys the KMS instances
/// @param storeId the id of the store, random, given when it was made
public record StoreKey(ObjectKeys keys, String storeId) {

  /// Make the key of a new store, wrapped by the service's KMS and key.
  public Envelope generate() {
    return keys.generateWrapped(context());
  }

  /// Wrap the key of the store again; inside the KMS where that is possible.
  ///
  /// @param kms the configured name of the instance that wraps it then
  /// @param key the key there, whose newest version wraps it
  public Envelope rewrap(Envelope envelope, String kms, KeyId key) {
    Optional<Envelope> inside = keys.rewrap(envelope, context(), kms, key, context());
    if (inside.isPresent()) {
      return inside.get();
    }
    try (DataKey plain = open(envelope)) {
      return keys.wrap(kms, key, plain, context());
    }
  }

  /// Open the stored key; the caller closes it.
  public DataKey open(Envelope envelope) {
    return keys.open(envelope, context());
  }

  private KeyContext context() {
    return KeyContext.of(Map.of("cofre:store", storeId));
  }
}
