package io.cofre.core.identity;

import io.cofre.api.plugin.Secret;
import java.util.Optional;

/// Finds the secret of an access key. Thread-safe.
@FunctionalInterface
public interface AccessKeys {

  /// A key and whose it is.
  ///
  /// @param caller who signs with it
  /// @param secret what signatures are made with
  record AccessKey(Caller caller, Secret secret) {}

  /// Find an access key by its id.
  Optional<AccessKey> find(String id);
}
