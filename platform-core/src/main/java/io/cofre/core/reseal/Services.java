package io.cofre.core.reseal;

import io.cofre.api.kms.KeyId;
import java.util.Set;

/// What there is to seal with. Thread-safe.
public interface Services {

  /// The names of the KMS instances in the configuration.
  Set<String> kms();

  /// The names of the ciphers that plugins offer.
  Set<String> ciphers();

  /// The version of a key that wraps now, in the words of [io.cofre.api.kms.WrappedKey#version()];
  /// empty where the KMS does not tell.
  ///
  /// @throws io.cofre.api.kms.KmsException if the KMS cannot be asked for now
  String newest(String kms, KeyId key);
}
