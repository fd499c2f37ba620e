package io.cofre.kms.local;

import module java.base;

import com.google.crypto.tink.Aead;

/// The key that seals all key files.
///
/// @param head begins each file that it seals
/// @param aead seals under it
record RootKey(FileHead head, Aead aead) {
  static final int BYTES = 32;
  static final int CHECK = 8;
  private static final byte[] CHECKED =
      "cofre kms-local root key check".getBytes(StandardCharsets.UTF_8);

  /// Use a key of 32 bytes, which the caller wipes.
  static RootKey of(byte[] key) {
    return new RootKey(FileHead.of(check(key)), Keysets.aeadOf(key));
  }

  /// Use a key of 32 bytes that was made of a passphrase; the caller wipes it.
  static RootKey of(byte[] key, Stretching stretching) {
    return new RootKey(FileHead.of(check(key), stretching), Keysets.aeadOf(key));
  }

  /// What tells a key from others, and nothing about its bytes.
  private static byte[] check(byte[] key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return Arrays.copyOf(mac.doFinal(CHECKED), CHECK);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HMAC-SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "RootKey[" + head + "]";
  }
}
