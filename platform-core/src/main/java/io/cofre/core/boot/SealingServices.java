package io.cofre.core.boot;

import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.core.reseal.Services;
import java.util.Map;
import java.util.Set;

/// What this server can seal with.
///
/// @param instances of KMS, by the names in the configuration
/// @param ciphers the names of the ciphers
record SealingServices(Map<String, Kms> instances, Set<String> ciphers) implements Services {

  @Override
  public Set<String> kms() {
    return instances.keySet();
  }

  @Override
  public String newest(String kms, KeyId key) {
    if (!instances.containsKey(kms)) {
      return "";
    }
    try {
      return instances
          .get(kms)
          .administration()
          .map(keys -> keys.describe(key).version())
          .orElse("");
    } catch (KmsException e) {
      if (e.reason().retryable()) {
        throw e;
      }
      return ""; // it does not tell; wrapping will say what is wrong with the key
    }
  }
}
