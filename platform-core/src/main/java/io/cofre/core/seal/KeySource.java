package io.cofre.core.seal;

import io.cofre.api.kms.GeneratedKey;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import java.util.Map;

/// Where keys come from: the configured KMS instances. Thread-safe.
public interface KeySource {

  /// The instance of a configured name; fails with `KEY_NOT_FOUND` when there is none.
  Kms kms(String name);

  /// A key for many objects of one bucket, and its wrapping; the caller closes it. The same key may
  /// be given again for a while.
  GeneratedKey bucketKey(String kms, KeyId key, KeyContext context);

  /// Open instances and nothing besides: every bucket key is a new one.
  static KeySource of(Map<String, Kms> instances) {
    return new Instances(Map.copyOf(instances));
  }

  /// Instances by name.
  record Instances(Map<String, Kms> byName) implements KeySource {
    @Override
    public Kms kms(String name) {
      Kms kms = byName.get(name);
      if (kms == null) {
        throw new KmsException(
            Reason.KEY_NOT_FOUND, "no KMS is configured by the name %s".formatted(name));
      }
      return kms;
    }

    @Override
    public GeneratedKey bucketKey(String kms, KeyId key, KeyContext context) {
      return kms(kms).generate(key, context);
    }
  }
}
