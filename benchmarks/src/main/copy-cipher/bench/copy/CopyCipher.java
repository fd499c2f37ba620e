package bench.copy;

import io.cofre.api.cipher.Aead;
import io.cofre.api.cipher.AeadShape;
import io.cofre.api.cipher.CipherProvider;
import io.cofre.api.cipher.DataKey;
import java.nio.ByteBuffer;

/// Copies segments and adds a tag of zeros.
public final class CopyCipher implements CipherProvider, Aead {
  @Override
  public String name() {
    return "BENCH-COPY";
  }

  @Override
  public AeadShape shape() {
    return new AeadShape(32, 12, 16, 1L << 32);
  }

  @Override
  public Aead open(DataKey key) {
    return this;
  }

  @Override
  public void seal(ByteBuffer nonce, ByteBuffer associated, ByteBuffer plain, ByteBuffer sealed) {
    nonce.position(nonce.limit());
    associated.position(associated.limit());
    sealed.put(plain).put(new byte[16]);
  }

  @Override
  public void open(ByteBuffer nonce, ByteBuffer associated, ByteBuffer sealed, ByteBuffer plain) {
    nonce.position(nonce.limit());
    associated.position(associated.limit());
    plain.put(sealed.slice(sealed.position(), sealed.remaining() - 16));
    sealed.position(sealed.limit());
  }

  @Override
  public void close() {}
}
