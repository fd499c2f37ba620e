package io.cofre.core.seal;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.cipher.NotAuthentic;
import io.cofre.api.kms.KeyContext;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals keys under other keys, for a bucket key and for a customer's.
///
/// A sealed key is a salt (32 bytes, random) ‖ AES-256-GCM(K, nonce of zeros, key) (48 bytes) where
/// K = HKDF-SHA-256 (RFC 5869; input key material = the sealing key, salt = the salt, info = mark ‖
/// encoded context). K seals nothing else, so its nonce needs no randomness; and what is stored
/// tells nothing of the sealing key but whether a guess of all its 256 bits is right.
///
/// @param mark keeps keys of one purpose from opening as those of another, 8 characters of ASCII
record KeyWrap(String mark) {
  /// Object keys under bucket keys.
  static final KeyWrap BUCKET = new KeyWrap("CofreBK1");

  /// Object keys under customers' keys.
  static final KeyWrap CUSTOMER = new KeyWrap("CofreSC1");

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SALT = 32;
  private static final int SEALED = SALT + DataKey.SIZE + 16;

  SealedKey seal(DataKey under, DataKey key, KeyContext context) {
    byte[] salt = new byte[SALT];
    RANDOM.nextBytes(salt);
    byte[] sealed =
        key.use(plain -> {
          try {
            return cipher(Cipher.ENCRYPT_MODE, under, salt, context).doFinal(plain);
          } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM seals 32 bytes", e);
          }
        });
    return new SealedKey(ByteBuffer.allocate(SALT + sealed.length).put(salt).put(sealed).array());
  }

  /// Open a key; fails with [NotAuthentic] under any other key or context.
  DataKey open(DataKey under, SealedKey sealed, KeyContext context) {
    byte[] bytes = sealed.bytes();
    if (bytes.length != SEALED) {
      throw new NotAuthentic();
    }
    try {
      byte[] salt = Arrays.copyOf(bytes, SALT);
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, under, salt, context);
      return DataKey.adopt(cipher.doFinal(bytes, SALT, bytes.length - SALT));
    } catch (AEADBadTagException _) {
      throw new NotAuthentic();
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  private Cipher cipher(int mode, DataKey under, byte[] salt, KeyContext context) {
    byte[] encoded = context.encoded();
    byte[] name = mark.getBytes(StandardCharsets.US_ASCII);
    byte[] info = ByteBuffer.allocate(name.length + encoded.length).put(name).put(encoded).array();
    byte[] key = under.use(ikm -> derived(ikm, salt, info));
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, new byte[12]));
      return cipher;
    } catch (GeneralSecurityException e) {
      throw missing(e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private static byte[] derived(byte[] ikm, byte[] salt, byte[] info) {
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveData(
              HKDFParameterSpec.ofExtract()
                  .addIKM(ikm)
                  .addSalt(salt)
                  .thenExpand(info, DataKey.SIZE));
    } catch (GeneralSecurityException e) {
      throw missing(e);
    }
  }

  private static IllegalStateException missing(GeneralSecurityException e) {
    return new IllegalStateException("every JDK from 25 on has HKDF and AES-GCM", e);
  }
}
