package io.cofre.core.identity;

import io.cofre.api.plugin.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Holds the access keys of the configuration, in memory. Thread-safe.
public final class RootAccessKeys implements AccessKeys {
  private final Map<String, AccessKey> keys;

  private RootAccessKeys(Map<String, AccessKey> keys) {
    this.keys = Map.copyOf(keys);
  }

  /// Hold one key.
  ///
  /// @param account the account that signs with it
  /// @param id the access key id
  /// @param secret the secret access key
  public static RootAccessKeys of(String account, String id, Secret secret) {
    return new RootAccessKeys(Map.of()).with(account, id, secret);
  }

  /// Hold one key more; a key of the same id is replaced.
  public RootAccessKeys with(String account, String id, Secret secret) {
    Map<String, AccessKey> more = new LinkedHashMap<>(keys);
    more.put(id, new AccessKey(new Caller(account, id), secret));
    return new RootAccessKeys(more);
  }

  @Override
  public Optional<AccessKey> find(String id) {
    return Optional.ofNullable(keys.get(id));
  }
}
