package io.cofre.kms.http;

import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.KmsTraits;
import io.cofre.api.plugin.Health;
import java.util.Optional;

/// A KMS over REST whose keys wrap inside it: all that is alike but the wrapping. Thread-safe.
public interface RestKms extends Kms {

  /// Its interface, which is closed with it.
  RestApi api();

  /// Its keys.
  KeyAdministration keys();

  /// Ask for something small that needs a token, and that whoever may wrap may read.
  Answer probe();

  /// Binds contexts and keeps versions, unless a plugin says otherwise.
  @Override
  default KmsTraits traits() {
    return new KmsTraits(true, true);
  }

  /// Says how the [#probe()] went.
  @Override
  default Health health() {
    return api().health(this::probe);
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
