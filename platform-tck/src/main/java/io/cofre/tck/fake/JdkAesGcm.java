package io.cofre.tck.fake;

import io.cofre.api.cipher.Aead;
import io.cofre.api.cipher.AeadShape;
import io.cofre.api.cipher.CipherProvider;
import io.cofre.api.cipher.DataKey;
import io.cofre.api.cipher.NotAuthentic;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// AES-256-GCM of the JDK, plain and slow (NIST SP 800-38D): 32-byte key, 12-byte nonce, 16-byte
/// tag. Thread-safe.
///
/// @since 0.1
public final class JdkAesGcm implements CipherProvider {
  private static final AeadShape SHAPE = new AeadShape(32, 12, 16, 1L << 32);

  /// Make the provider.
  public JdkAesGcm() {}

  @Override
  public String name() {
    return "AES-256-GCM";
  }

  @Override
  public AeadShape shape() {
    return SHAPE;
  }

  @Override
  public Aead open(DataKey key) {
    if (key.size() != SHAPE.keyBytes()) {
      throw new IllegalArgumentException("AES-256-GCM takes a key of 32 bytes");
    }
    return new Gcm(key.copy());
  }

  private record Gcm(DataKey key) implements Aead {

    @Override
    public void seal(ByteBuffer nonce, ByteBuffer associated, ByteBuffer plain, ByteBuffer sealed) {
      try {
        sealed.put(run(Cipher.ENCRYPT_MODE, nonce, associated, plain));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("the JDK has AES-GCM", e);
      }
    }

    @Override
    public void open(ByteBuffer nonce, ByteBuffer associated, ByteBuffer sealed, ByteBuffer plain) {
      if (sealed.remaining() < SHAPE.tagBytes()) {
        throw new NotAuthentic();
      }
      try {
        plain.put(run(Cipher.DECRYPT_MODE, nonce, associated, sealed));
      } catch (AEADBadTagException e) {
        throw new NotAuthentic(); // without the cause: C6
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("the JDK has AES-GCM", e);
      }
    }

    private byte[] run(int mode, ByteBuffer nonce, ByteBuffer associated, ByteBuffer in)
        throws GeneralSecurityException {
      if (nonce.remaining() != SHAPE.nonceBytes()) {
        throw new IllegalArgumentException("AES-256-GCM takes a nonce of 12 bytes");
      }
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      SecretKeySpec aes = key.use(bytes -> new SecretKeySpec(bytes, "AES"));
      cipher.init(mode, aes, new GCMParameterSpec(128, bytes(nonce)));
      cipher.updateAAD(bytes(associated));
      return cipher.doFinal(bytes(in));
    }

    private static byte[] bytes(ByteBuffer buffer) {
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      return bytes;
    }

    @Override
    public void close() {
      key.close();
    }
  }
}
