package io.cofre.kms.http;

import io.cofre.api.cipher.DataKey;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals data keys on this side with AES-256-GCM (NIST SP 800-38D), where a KMS hands out key
/// material and does not wrap itself. Thread-safe.
///
/// What is sealed is 12 bytes nonce, the ciphertext of 32 bytes and 16 bytes tag. The nonce is
/// random: one key seals at most 2^32 data keys (8.3 there).
public final class AesGcm {
  /// The size of a sealed data key, in bytes.
  public static final int SIZE = 12 + DataKey.SIZE + 16;

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int NONCE = 12;

  private AesGcm() {}

  /// Seal a data key of 256 bits.
  ///
  /// @param associated what must be the same when it is opened, as one text
  public static byte[] seal(DataKey key, DataKey plain, byte[]... associated) {
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    byte[] sealed = Arrays.copyOf(nonce, SIZE);
    byte[] bytes = plain.use(byte[]::clone);
    try {
      cipher(Cipher.ENCRYPT_MODE, key, nonce, associated)
          .doFinal(bytes, 0, DataKey.SIZE, sealed, NONCE);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-GCM", e);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /// Open a sealed data key, which the caller closes; empty if the key or what is associated is not
  /// what it was sealed with, or it was changed.
  public static Optional<DataKey> open(DataKey key, byte[] sealed, byte[]... associated) {
    if (sealed.length != SIZE) {
      return Optional.empty();
    }
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(sealed, NONCE), associated);
      return Optional.of(DataKey.adopt(cipher.doFinal(sealed, NONCE, SIZE - NONCE)));
    } catch (AEADBadTagException _) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-GCM", e);
    }
  }

  private static Cipher cipher(int mode, DataKey key, byte[] nonce, byte[]... associated)
      throws GeneralSecurityException {
    var cipher = Cipher.getInstance("AES/GCM/NoPadding");
    var secret = key.use(bytes -> new SecretKeySpec(bytes, "AES"));
    cipher.init(mode, secret, new GCMParameterSpec(128, nonce));
    for (byte[] part : associated) {
      cipher.updateAAD(part);
    }
    return cipher;
  }
}
