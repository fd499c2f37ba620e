package io.cofre.core.seal;

import java.util.Arrays;

/// A key that the platform itself has sealed, under a bucket key, a customer's key or the store's.
///
/// @param bytes as they are stored, up to 1,024
public record SealedKey(byte[] bytes) {

  /// Copies the bytes.
  public SealedKey {
    if (bytes.length == 0 || bytes.length > 1024) {
      throw new IllegalArgumentException("a sealed key has 1 to 1,024 bytes");
    }
    bytes = bytes.clone();
  }

  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SealedKey that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "SealedKey[" + bytes.length + " bytes]";
  }
}
