package io.cofre.api.kms;

/// Rewrapping inside the KMS: the data key never leaves it.
///
/// @since 0.1
@FunctionalInterface
public interface Rewrap {

  /// Wrap the same data key again, under the newest version of a key of the same KMS.
  ///
  /// - **K15** the result unwraps to the same bytes under the new context
  ///
  /// @param wrapped the key as it is stored
  /// @param from the context it was wrapped with
  /// @param key the key to wrap it under
  /// @param to the context to wrap it with
  /// @throws KmsException as [Kms#unwrap] and [Kms#wrap]
  WrappedKey rewrap(WrappedKey wrapped, KeyContext from, KeyId key, KeyContext to);
}
