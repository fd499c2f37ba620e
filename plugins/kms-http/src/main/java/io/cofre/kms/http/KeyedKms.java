package io.cofre.kms.http;

import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsTraits;
import java.util.Optional;

/// A KMS that binds contexts, and whose keys are administered and rotate.
public interface KeyedKms extends Kms {

  /// Its keys.
  KeyAdministration keys();

  @Override
  default KmsTraits traits() {
    return new KmsTraits(true, true);
  }

  @Override
  default Optional<KeyAdministration> administration() {
    return Optional.of(keys());
  }
}
