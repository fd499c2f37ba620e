package io.cofre.core.boot;

import io.cofre.api.kms.GeneratedKey;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.core.keyring.BucketKey;
import io.cofre.core.keyring.Keyring;
import io.cofre.core.seal.KeySource;

/// The keyring, as sealing asks for keys.
public record KeyringSource(Keyring keyring) implements KeySource {
  @Override
  public Kms kms(String name) {
    return keyring.kms(name);
  }

  @Override
  public GeneratedKey bucketKey(String kms, KeyId key, KeyContext context) {
    BucketKey found = keyring.bucketKey(kms, key, context);
    return new GeneratedKey(found.plain(), found.wrapped());
  }
}
