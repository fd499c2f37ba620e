package io.cofre.kms.http;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyAdministration;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.plugin.Health;

/// A store of secrets, each of whose versions is the material of a key; a [SecretKms] makes a KMS
/// of it. Thread-safe.
///
/// Material is fetched for each use and never kept. All failures are [KmsException].
public interface SecretStore extends AutoCloseable {

  /// Key material, wiped when it is closed.
  ///
  /// @param version the number of the version that holds it, from 1
  /// @param key 256 bits
  record Material(long version, DataKey key) implements AutoCloseable {

    /// Take over what a version of a secret holds; it is wiped if it is no key.
    ///
    /// @param secret its id
    /// @throws KmsException `UNEXPECTED` if it has not 256 bits
    public static Material adopt(KeyId secret, long version, byte[] bytes) {
      String noKey = "the secret %s is no key: it has not 32 bytes".formatted(secret);
      return new Material(
          version, DataKeySize.adopt(bytes, () -> new KmsException(Reason.UNEXPECTED, noKey)));
    }

    @Override
    public void close() {
      key.close();
    }
  }

  /// The one id of a key that may have several names.
  ///
  /// @throws KmsException `KEY_NOT_FOUND` for a name that no secret can have
  KeyId resolve(KeyId key);

  /// Fetch the material that new data keys are wrapped under; the caller closes it.
  Material newest(KeyId key);

  /// Fetch the material of one version; the caller closes it, and makes sure that it is of that
  /// one.
  ///
  /// @throws KmsException `NOT_AUTHENTIC` if the key never had such a version, `KEY_NOT_FOUND` if
  ///   the version or the key was destroyed, `KEY_DISABLED` if it is there and may not be used
  Material version(KeyId key, long version);

  /// As of a KMS.
  Health health();

  /// As of a KMS.
  KeyAdministration administration();

  @Override
  void close();
}
