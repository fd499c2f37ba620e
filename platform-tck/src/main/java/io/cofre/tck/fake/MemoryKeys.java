package io.cofre.tck.fake;

import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;

/// The keys of a KMS in memory, by name, and their aliases; thread-safe.
final class MemoryKeys {
  private final ConcurrentMap<KeyId, MemoryKey> keys = new ConcurrentHashMap<>();

  private final ConcurrentMap<KeyId, KeyId> aliases = new ConcurrentHashMap<>();

  void alias(KeyId name, KeyId key) {
    aliases.put(name, key);
  }

  KeyId resolve(KeyId name) {
    return aliases.getOrDefault(name, name);
  }

  MemoryKey create(KeyId id) {
    MemoryKey fresh = MemoryKey.fresh();
    if (keys.putIfAbsent(resolve(id), fresh) != null) {
      throw new KmsException(Reason.KEY_EXISTS, "the KMS in memory has a key " + id + " already");
    }
    return fresh;
  }

  /// Put a key under a name that is free; returns whether it was.
  boolean restore(KeyId id, MemoryKey key) {
    return keys.putIfAbsent(id, key) == null;
  }

  boolean has(KeyId id) {
    return keys.containsKey(id);
  }

  MemoryKey find(KeyId id) {
    MemoryKey key = keys.get(resolve(id));
    if (key == null) {
      throw unknown(id);
    }
    return key;
  }

  MemoryKey usable(KeyId id) {
    MemoryKey key = find(id);
    return switch (key.state()) {
      case ENABLED -> key;
      case DISABLED ->
          throw new KmsException(
              Reason.KEY_DISABLED, "the KMS in memory has disabled the key " + id);
      case PENDING_DELETION ->
          throw new KmsException(
              Reason.KEY_PENDING_DELETION, "the KMS in memory is to delete the key " + id);
    };
  }

  MemoryKey change(KeyId id, UnaryOperator<MemoryKey> change) {
    MemoryKey changed = keys.computeIfPresent(resolve(id), (name, key) -> change.apply(key));
    if (changed == null) {
      throw unknown(id);
    }
    return changed;
  }

  List<KeyId> ids() {
    return keys.keySet().stream().sorted(Comparator.comparing(KeyId::value)).toList();
  }

  private static KmsException unknown(KeyId id) {
    return new KmsException(Reason.KEY_NOT_FOUND, "the KMS in memory has no key " + id);
  }
}
