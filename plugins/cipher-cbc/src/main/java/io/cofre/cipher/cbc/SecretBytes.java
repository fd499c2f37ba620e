package io.cofre.cipher.cbc;

import module java.base;

/// A key that wipes itself, which the JDK's does not.
final class SecretBytes implements SecretKey {
  @Serial private static final long serialVersionUID = 1L;
  private final String algorithm;
  private final transient byte[] bytes;
  private boolean destroyed;

  /// Takes over the bytes.
  SecretBytes(String algorithm, byte[] bytes) {
    this.algorithm = algorithm;
    this.bytes = bytes;
  }

  @Override
  public String getAlgorithm() {
    return algorithm;
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
