package io.cofre.api.cipher;

/// The sizes of an authenticated cipher.
///
/// @param keyBytes length of its key, 16 to 128 bytes
/// @param nonceBytes length of its nonce, 12 to 32 bytes
/// @param tagBytes how much longer a sealed segment is than its plaintext, 16 to 64 bytes
/// @param maxSegments how many segments may be sealed under one key, at least 2^20; the platform
///   counts and stops there
/// @since 0.1
public record AeadShape(int keyBytes, int nonceBytes, int tagBytes, long maxSegments) {

  /// Refuses sizes that are too small to be safe.
  public AeadShape {
    require(keyBytes >= 16 && keyBytes <= 128, "a key has 16 to 128 bytes");
    require(nonceBytes >= 12 && nonceBytes <= 32, "a nonce has 12 to 32 bytes");
    require(tagBytes >= 16 && tagBytes <= 64, "a tag has 16 to 64 bytes");
    require(maxSegments >= 1 << 20, "a key serves at least 2^20 segments");
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
