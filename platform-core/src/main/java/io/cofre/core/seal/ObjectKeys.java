package io.cofre.core.seal;

/// Makes and opens object keys with the configured KMS instances. Thread-safe.
///
/// Failures are [io.cofre.api.kms.KmsException].
public final class ObjectKeys {

  /// Make a key for a new object version, wrapped by the platform's default KMS and key.
  public ObjectKey generate(Identity identity) {
    throw new UnsupportedOperationException();
  }

  /// Open a stored key.
  public ObjectKey open(Envelope envelope, Identity identity) {
    throw new UnsupportedOperationException();
  }
}
