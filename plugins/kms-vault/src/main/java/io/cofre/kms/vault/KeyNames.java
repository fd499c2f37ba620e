package io.cofre.kms.vault;

import module cofre.api;
import module java.base;

import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.Lookup;
import io.cofre.vault.client.VaultClient;

/// The names of keys, which are parts of paths.
final class KeyNames {
  private KeyNames() {}

  /// The same key, if it can have that name, which might lead elsewhere.
  ///
  /// @throws KmsException `KEY_NOT_FOUND`
  static KeyId checked(VaultClient vault, KeyId key) {
    if (!key.value().matches("\\w([\\w.-]{0,253}\\w)?")) {
      String named = "keys are named with letters, digits, _, and - or . inside";
      throw vault.failure(Reason.KEY_NOT_FOUND, "has no key %s: %s", key, named);
    }
    return key;
  }

  /// Describe the keys of a folder. Passes over keys that have gone meanwhile, or that the policy
  /// keeps for others.
  static List<KeyDescription> list(
      VaultClient vault, String folder, Function<KeyId, KeyDescription> describe) {
    return Lookup.each(
        vault.names(folder).map(KeyId::new), describe, Reason.KEY_NOT_FOUND, Reason.ACCESS_DENIED);
  }
}
