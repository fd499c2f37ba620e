package io.cofre.cipher.chacha;

import module java.base;

/// A ChaCha20 key that wipes itself, which the JDK's does not.
final class ChaChaKey implements SecretKey {
  @Serial private static final long serialVersionUID = 1L;
  private final transient byte[] bytes;
  private boolean destroyed;

  /// Copies the bytes.
  ChaChaKey(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  @Override
  public String getAlgorithm() {
    return "ChaCha20";
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
