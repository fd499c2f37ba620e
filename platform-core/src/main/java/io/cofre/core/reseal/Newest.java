package io.cofre.core.reseal;

import io.cofre.api.kms.KeyId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The newest versions of keys, each asked once. Thread-safe.
final class Newest {
  private record Key(String kms, KeyId key) {}

  private final Services services;
  private final Map<Key, String> versions = new ConcurrentHashMap<>();

  Newest(Services services) {
    this.services = services;
  }

  String of(String kms, KeyId key) {
    return versions.computeIfAbsent(
        new Key(kms, key), asked -> services.newest(asked.kms(), asked.key()));
  }
}
