package io.cofre.cipher.cbc;

import module java.base;

/// AES-256-CBC with the padding of PKCS#7, and the IV of a nonce (NIST SP 800-38A, appendix C).
final class Encryption {
  private final Cipher cbc = cipher("AES/CBC/PKCS5Padding"); // so the JDK calls that of PKCS#7
  private final Cipher block = cipher("AES/ECB/NoPadding");
  private final SecretBytes key;

  /// Takes the encryption key, the bytes of a key of the cipher from an offset on; copies them.
  Encryption(byte[] key, int from) {
    this.key = new SecretBytes("AES", Arrays.copyOfRange(key, from, key.length));
  }

  private static Cipher cipher(String transformation) {
    try {
      return Cipher.getInstance(transformation);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES", e);
    }
  }

  /// The IV of a nonce, which is read to its limit.
  byte[] iv(ByteBuffer nonce) throws GeneralSecurityException {
    if (nonce.remaining() != CbcHmacProvider.BLOCK) {
      throw new IllegalArgumentException("A256CBC-HS512 takes a nonce of 16 bytes");
    }
    byte[] bytes = new byte[CbcHmacProvider.BLOCK];
    nonce.get(bytes);
    block.init(Cipher.ENCRYPT_MODE, key);
    return block.doFinal(bytes);
  }

  void encrypt(byte[] iv, Region plain, byte[] into, int at) throws GeneralSecurityException {
    cbc.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(iv));
    cbc.doFinal(plain.bytes(), plain.offset(), plain.length(), into, at);
  }

  /// Decrypt what a tag has vouched for.
  ///
  /// @return the length of the plaintext
  int decrypt(byte[] iv, Region ciphertext, byte[] into) throws GeneralSecurityException {
    cbc.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(iv));
    return cbc.doFinal(ciphertext.bytes(), ciphertext.offset(), ciphertext.length(), into, 0);
  }

  void close() {
    key.destroy();
  }
}
