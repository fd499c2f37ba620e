package io.cofre.corpus;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.KmsTraits;
import io.cofre.api.kms.WrappedKey;
import io.cofre.api.plugin.Health;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// A KMS of fixed keys. A wrapped key is a nonce (12) and the AES-256-GCM of the data key (48),
/// with the encoded context as associated data. Thread-safe.
///
/// @param keys by name
record CorpusKms(Map<String, DataKey> keys) implements Kms {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int NONCE = 12;
  private static final int WRAPPED = NONCE + DataKey.SIZE + 16;

  @Override
  public KmsTraits traits() {
    return new KmsTraits(true, false);
  }

  @Override
  public WrappedKey wrap(KeyId key, DataKey dataKey, KeyContext context) {
    byte[] nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, context);
      byte[] wrapped = Arrays.copyOf(nonce, WRAPPED);
      byte[] sealed =
          dataKey.use(plain -> {
            try {
              return cipher.doFinal(plain);
            } catch (GeneralSecurityException e) {
              throw new IllegalStateException("AES-GCM seals 32 bytes", e);
            }
          });
      System.arraycopy(sealed, 0, wrapped, NONCE, sealed.length);
      return new WrappedKey(key, "1", wrapped);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK has AES-GCM", e);
    }
  }

  @Override
  public DataKey unwrap(WrappedKey wrapped, KeyContext context) {
    ByteBuffer in = ByteBuffer.wrap(wrapped.bytes());
    if (in.remaining() != WRAPPED) {
      throw notAuthentic(wrapped.key());
    }
    byte[] nonce = new byte[NONCE];
    byte[] sealed = new byte[WRAPPED - NONCE];
    in.get(nonce).get(sealed);
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, wrapped.key(), nonce, context);
      return DataKey.adopt(cipher.doFinal(sealed));
    } catch (AEADBadTagException _) {
      throw notAuthentic(wrapped.key());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK has AES-GCM", e);
    }
  }

  private Cipher cipher(int mode, KeyId id, byte[] nonce, KeyContext context)
      throws GeneralSecurityException {
    DataKey key = keys.get(id.value());
    if (key == null) {
      throw new KmsException(Reason.KEY_NOT_FOUND, "the corpus has no key " + id);
    }
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    SecretKeySpec secret = key.use(bytes -> new SecretKeySpec(bytes, "AES"));
    cipher.init(mode, secret, new GCMParameterSpec(128, nonce));
    cipher.updateAAD(context.encoded());
    return cipher;
  }

  private static KmsException notAuthentic(KeyId id) {
    return new KmsException(Reason.NOT_AUTHENTIC, "not what the key " + id + " wrapped");
  }

  @Override
  public Health health() {
    return new Health.Up(Duration.ZERO);
  }

  @Override
  public void close() {}
}
