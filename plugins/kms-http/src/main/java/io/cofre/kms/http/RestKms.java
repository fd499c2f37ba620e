package io.cofre.kms.http;

import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;

/// A KMS over one REST interface: what is alike in all of them. Made to be implemented by a record
/// with the components `api` and `keys`.
public interface RestKms extends KeyedKms {

  /// Where it is; closed with it.
  RestApi api();

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
