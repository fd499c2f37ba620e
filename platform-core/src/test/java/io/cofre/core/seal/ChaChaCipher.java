package io.cofre.core.seal;

import io.cofre.api.cipher.Aead;
import io.cofre.api.cipher.AeadShape;
import io.cofre.api.cipher.CipherProvider;
import io.cofre.api.cipher.DataKey;
import io.cofre.api.cipher.NotAuthentic;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// ChaCha20-Poly1305 of the JDK (RFC 8439): 32-byte key, 12-byte nonce, 16-byte tag.
public record ChaChaCipher() implements CipherProvider {
  private static final int TAG = 16;

  @Override
  public String name() {
    return "CHACHA";
  }

  @Override
  public AeadShape shape() {
    return new AeadShape(32, 12, TAG, 1L << 32);
  }

  @Override
  public Aead open(DataKey key) {
    return new ChaCha(key.copy());
  }

  private record ChaCha(DataKey key) implements Aead {
    @Override
    public void seal(ByteBuffer nonce, ByteBuffer associated, ByteBuffer plain, ByteBuffer sealed) {
      try {
        sealed.put(run(Cipher.ENCRYPT_MODE, nonce, associated, plain));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("the JDK has ChaCha20-Poly1305", e);
      }
    }

    @Override
    public void open(ByteBuffer nonce, ByteBuffer associated, ByteBuffer sealed, ByteBuffer plain) {
      if (sealed.remaining() < TAG) {
        throw new NotAuthentic();
      }
      try {
        plain.put(run(Cipher.DECRYPT_MODE, nonce, associated, sealed));
      } catch (AEADBadTagException e) {
        throw new NotAuthentic();
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("the JDK has ChaCha20-Poly1305", e);
      }
    }

    private byte[] run(int mode, ByteBuffer nonce, ByteBuffer associated, ByteBuffer in)
        throws GeneralSecurityException {
      Cipher cipher = Cipher.getInstance("ChaCha20-Poly1305");
      SecretKeySpec secret = key.use(bytes -> new SecretKeySpec(bytes, "ChaCha20"));
      cipher.init(mode, secret, new IvParameterSpec(bytes(nonce)));
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
