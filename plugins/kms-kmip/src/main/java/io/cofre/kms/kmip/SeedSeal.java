package io.cofre.kms.kmip;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals under a seed that the server encrypts: AES-256-GCM under HMAC-SHA-256 of it. The hash
/// makes keys of related seeds unrelated, since CBC lets bits of the seed be flipped.
final class SeedSeal {
  private static final byte[] LABEL = "cofre kms-kmip 2".getBytes(StandardCharsets.UTF_8);

  private SeedSeal() {}

  static byte[] seal(byte[] seed, byte[] nonce, byte[] associated, byte[] plain) {
    try {
      return cipher(Cipher.ENCRYPT_MODE, seed, nonce, associated).doFinal(plain);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-GCM", e);
    }
  }

  /// @throws GeneralSecurityException if it was not sealed so
  static byte[] open(byte[] seed, byte[] nonce, byte[] associated, byte[] sealed)
      throws GeneralSecurityException {
    return cipher(Cipher.DECRYPT_MODE, seed, nonce, associated).doFinal(sealed);
  }

  private static Cipher cipher(int mode, byte[] seed, byte[] nonce, byte[] associated)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(seed, "HmacSHA256"));
    byte[] key = mac.doFinal(LABEL);
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
      cipher.updateAAD(associated);
      return cipher;
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }
}
