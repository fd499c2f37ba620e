package io.cofre.cipher.aes;

import module java.base;

/// An AES key that wipes itself, which the JDK's does not.
final class AesKey implements SecretKey {
  @Serial private static final long serialVersionUID = 1L;
  private final transient byte[] bytes;
  private boolean destroyed;

  /// Copies the bytes.
  AesKey(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  @Override
  public String getAlgorithm() {
    return "AES";
  }

  @Override
  public String getFormat() {
    return "RAW";
  }

  @Override
  public byte[] getEncoded() {
    if (destroyed) {
      throw new IllegalStateException("the key is destroyed");
    }
    return bytes.clone();
  }

  @Override
  public void destroy() {
    destroyed = true;
    Arrays.fill(bytes, (byte) 0);
  }

  @Override
  public boolean isDestroyed() {
    return destroyed;
  }
}
