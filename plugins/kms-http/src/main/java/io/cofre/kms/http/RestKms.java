package io.cofre.kms.http;

import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.KmsTraits;
import java.util.Optional;

/// A KMS over one REST interface, which binds contexts, and whose keys are administered and rotate:
/// what is alike in all of them. Made to be implemented by a record with two components of these
/// names.
public interface RestKms extends Kms {

  /// Where it is; closed with it.
  RestApi api();

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

  /// Make the failure of what does not unwrap.
  default KmsException notAuthentic(KeyId key) {
    return new KmsException(
        Reason.NOT_AUTHENTIC,
        "the key %s at %s did not wrap this, or for something else".formatted(key, api()));
  }

  @Override
  default void close() {
    api().close();
  }
}
