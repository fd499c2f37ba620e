package io.cofre.kms.http;

import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;

/// Tells that a wrapped key, or its context, is not what a key wrapped.
public final class NotAuthentic {
  private NotAuthentic() {}

  /// Make the failure. It does not tell which of the two is wrong: nobody can know.
  public static KmsException under(KeyId key) {
    return new KmsException(
        Reason.NOT_AUTHENTIC, "the key %s did not wrap this, or for something else".formatted(key));
  }
}
