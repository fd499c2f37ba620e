package io.cofre.cipher.cbc;

import module cofre.api;

/// A256CBC-HS512, RFC 7518, section 5.2.5: 64-byte key, 16-byte nonce, 32-byte tag, blocks of 16
/// bytes. Thread-safe.
public final class CbcHmacProvider implements CipherProvider {
  /// The length of a block, of a nonce and of an IV in bytes.
  static final int BLOCK = 16;

  /// The length of a tag in bytes.
  static final int TAG = 32;

  private static final AeadShape SHAPE = new AeadShape(64, BLOCK, TAG, BLOCK, 1L << 32);

  /// Make the provider.
  public CbcHmacProvider() {}

  @Override
  public String name() {
    return "A256CBC-HS512";
  }

  @Override
  public AeadShape shape() {
    return SHAPE;
  }

  @Override
  public Aead open(DataKey key) {
    if (key.size() != SHAPE.keyBytes()) {
      throw new IllegalArgumentException("A256CBC-HS512 takes a key of 64 bytes");
    }
    return key.use(bytes -> new CbcHmacAead(new Encryption(bytes, 32), new Tagging(bytes, 32)));
  }
}
