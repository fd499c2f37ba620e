package io.cofre.api.kms;

import java.util.Arrays;

/// A data key as its KMS wrapped it.
///
/// @param key the key that wrapped it
/// @param version the version of the key that wrapped it, in the words of
///   [KeyDescription#version()]; empty where the KMS does not tell
/// @param bytes what the KMS gave, up to 16 KiB; opaque to the platform, which stores it
/// @since 0.1
public record WrappedKey(KeyId key, String version, byte[] bytes) {

  /// Copies the bytes.
  public WrappedKey {
    if (version.length() > 256 || version.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
      throw new IllegalArgumentException("a version has up to 256 visible characters");
    }
    if (bytes.length == 0 || bytes.length > 16_384) {
      throw new IllegalArgumentException("a wrapped key has 1 to 16,384 bytes");
    }
    bytes = bytes.clone();
  }

  /// Make one whose KMS does not tell the version.
  public WrappedKey(KeyId key, byte[] bytes) {
    this(key, "", bytes);
  }

  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WrappedKey that
        && key.equals(that.key)
        && version.equals(that.version)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * key.hashCode() + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "WrappedKey[" + key + ", " + bytes.length + " bytes]";
  }
}
