package io.cofre.core.object;

import io.cofre.api.kms.KeyId;
import io.cofre.core.seal.Envelope;
import io.cofre.core.seal.ObjectKeys;
import io.cofre.core.seal.Wrapping;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Tells whether two names mean one key of a KMS: what is stored may name an ARN where operators
/// write an alias. Each name is asked for once, so this is for one run of one task. Thread-safe.
///
/// Failures are [io.cofre.api.kms.KmsException].
final class KeyNames {
  private record Name(String kms, KeyId key) {}

  private final ObjectKeys keys;
  private final Map<Name, KeyId> resolved = new ConcurrentHashMap<>();

  KeyNames(ObjectKeys keys) {
    this.keys = keys;
  }

  /// Whether a key of a KMS wraps this one.
  boolean isUnder(Envelope envelope, String kms, KeyId key) {
    KeyId stored = envelope.key().key();
    return envelope.kms().equals(kms)
        && (stored.equals(key) || resolve(kms, stored).equals(resolve(kms, key)));
  }

  /// Whether a key of a KMS wraps another, directly or through a bucket key.
  boolean isUnder(Wrapping wrapping, String kms, KeyId key) {
    return wrapping.kmsEnvelope().filter(envelope -> isUnder(envelope, kms, key)).isPresent();
  }

  private KeyId resolve(String kms, KeyId key) {
    return resolved.computeIfAbsent(
        new Name(kms, key), name -> keys.resolve(name.kms(), name.key()));
  }
}
