package io.cofre.core.s3.auth;

import io.cofre.api.plugin.Secret;
import java.util.LinkedHashMap;
import java.util.Map;

/// Derives signing keys, and remembers the latest few hundred, which saves four HMACs a request.
/// Thread-safe.
final class SigningKeys {
  static final int CAPACITY = 256;

  private record Name(String accessKey, Scope scope) {}

  private record Entry(Secret secret, SigningKey key) {}

  private final Map<Name, Entry> recent = new LinkedHashMap<>(CAPACITY, 0.75f, true);

  /// Derive a key, or take a remembered one; the caller closes what it gets, a copy of its own.
  synchronized SigningKey key(String accessKey, Secret secret, Scope scope) {
    Name name = new Name(accessKey, scope);
    Entry known = recent.get(name);
    if (known != null && known.secret().equals(secret)) {
      return known.key().copy();
    }
    if (known != null) {
      known.key().close(); // the secret of this id was replaced
    }
    SigningKey derived = SigningKey.derive(secret, scope);
    recent.put(name, new Entry(secret, derived));
    if (recent.size() > CAPACITY) {
      Map.Entry<Name, Entry> eldest = recent.entrySet().iterator().next();
      recent.remove(eldest.getKey());
      eldest.getValue().key().close();
    }
    return derived.copy();
  }

  synchronized int size() {
    return recent.size();
  }
}
