package bench.slow;

import io.cofre.api.cipher.DataKey;
import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.api.kms.KmsTraits;
import io.cofre.api.kms.WrappedKey;
import io.cofre.api.plugin.Health;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Wraps keys with AES-GCM under one fixed key, 20 ms after it was asked.
final class SlowKms implements Kms {
  private static final Duration LATENCY = Duration.ofMillis(20);
  private static final SecretKeySpec KEY = new SecretKeySpec(new byte[32], "AES");
  private static final int NONCE = 12;

  @Override
  public KmsTraits traits() {
    return new KmsTraits(true, false, false);
  }

  @Override
  public WrappedKey wrap(KeyId key, DataKey dataKey, KeyContext context) {
    byte[] nonce = new byte[NONCE];
    ThreadLocalRandom.current().nextBytes(nonce);
    byte[] sealed =
        dataKey.use(plain -> run(Cipher.ENCRYPT_MODE, nonce, context, plain, 0, plain.length));
    byte[] wrapped = Arrays.copyOf(nonce, NONCE + sealed.length);
    System.arraycopy(sealed, 0, wrapped, NONCE, sealed.length);
    return new WrappedKey(key, wrapped);
  }

  @Override
  public DataKey unwrap(WrappedKey wrapped, KeyContext context) {
    byte[] bytes = wrapped.bytes();
    byte[] nonce = Arrays.copyOf(bytes, NONCE);
    return DataKey.adopt(
        run(Cipher.DECRYPT_MODE, nonce, context, bytes, NONCE, bytes.length - NONCE));
  }

  private static byte[] run(
      int mode, byte[] nonce, KeyContext context, byte[] input, int from, int length) {
    try {
      Thread.sleep(LATENCY);
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, KEY, new GCMParameterSpec(128, nonce));
      cipher.updateAAD(context.encoded());
      return cipher.doFinal(input, from, length);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KmsException(Reason.UNAVAILABLE, "interrupted", e);
    } catch (GeneralSecurityException e) {
      throw new KmsException(Reason.NOT_AUTHENTIC, "not what this KMS wrapped", e);
    }
  }

  @Override
  public Health health() {
    return new Health.Up(LATENCY);
  }

  @Override
  public void close() {}
}
