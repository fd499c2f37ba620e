package io.cofre.api.cipher;

import io.cofre.api.plugin.Provider;

/// Offers one authenticated cipher.
///
/// The name is written into every sealed body, so it must resolve for as long as the body is kept.
/// Framing, nonces, ranges, order and truncation belong to the platform: a cipher seals one
/// segment. Instances are thread-safe.
///
/// @since 0.1
public interface CipherProvider extends Provider {

  /// The sizes of the cipher's key, nonce, tag and block.
  AeadShape shape();

  /// Name the library that does the work, for the start-up report: `AWS-LC`, `JDK`.
  default String engine() {
    return "JDK";
  }

  /// Open the cipher with a key of [AeadShape#keyBytes()] bytes.
  ///
  /// The key is copied before this returns (C7): the caller may close it at once.
  Aead open(DataKey key);
}
