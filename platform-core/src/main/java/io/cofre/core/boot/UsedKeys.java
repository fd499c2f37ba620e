package io.cofre.core.boot;

import io.cofre.api.kms.KeyId;
import io.cofre.core.admin.key.KeyUsers;
import io.cofre.core.object.KeyUse;
import java.io.IOException;

/// Tells the admin API what the store needs keys for. Thread-safe.
///
/// @param use finds it
record UsedKeys(KeyUse use) implements KeyUsers {
  @Override
  public long count(String kms, KeyId key) throws IOException {
    return use.count(kms, key);
  }

  @Override
  public boolean isDefault(String kms, KeyId key) {
    return use.isDefault(kms, key);
  }
}
