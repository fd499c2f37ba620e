package io.cofre.core.seal;

import io.cofre.api.cipher.Aead;
import io.cofre.api.cipher.AeadShape;
import io.cofre.api.cipher.CipherProvider;
import io.cofre.api.cipher.DataKey;
import io.cofre.tck.fake.JdkAesGcm;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// A cipher that pads to blocks of 16 bytes as PKCS#7 does, made of AES-256-GCM.
public record PaddingCipher() implements CipherProvider {
  private static final int BLOCK = 16;

  @Override
  public String name() {
    return "PADDING";
  }

  @Override
  public AeadShape shape() {
    return new AeadShape(32, 12, 16, BLOCK, 1L << 32);
  }

  @Override
  public Aead open(DataKey key) {
    return new Padding(new JdkAesGcm().open(key));
  }

  private record Padding(Aead gcm) implements Aead {
    @Override
    public void seal(ByteBuffer nonce, ByteBuffer associated, ByteBuffer plain, ByteBuffer sealed) {
      int length = plain.remaining();
      int padding = BLOCK - length % BLOCK;
      byte[] padded = new byte[length + padding];
      Arrays.fill(padded, length, padded.length, (byte) padding);
      plain.get(padded, 0, length);
      gcm.seal(nonce, associated, ByteBuffer.wrap(padded), sealed);
    }

    @Override
    public void open(ByteBuffer nonce, ByteBuffer associated, ByteBuffer sealed, ByteBuffer plain) {
      ByteBuffer padded = ByteBuffer.allocate(Math.max(0, sealed.remaining() - 16));
      gcm.open(nonce, associated, sealed, padded);
      plain.put(padded.array(), 0, padded.capacity() - padded.get(padded.capacity() - 1));
    }

    @Override
    public void close() {
      gcm.close();
    }
  }
}
