package io.cofre.core.seal.v1;

import io.cofre.api.cipher.Aead;
import io.cofre.core.seal.format.Segments;
import java.nio.ByteBuffer;

/// Seals and opens segments, each under the nonce of its place.
final class V1Segments implements Segments {
  private final Aead aead;
  private final V1Header header;
  private final ByteBuffer nonce;
  private final ByteBuffer nothing = ByteBuffer.allocate(0);
  private long next;

  V1Segments(Aead aead, V1Header header) {
    this.aead = aead;
    this.header = header;
    this.nonce = ByteBuffer.wrap(header.nonce());
  }

  @Override
  public ByteBuffer header() {
    return header.view();
  }

  @Override
  public void seal(long index, boolean last, ByteBuffer plain, ByteBuffer sealed) {
    if (index != next) {
      throw new IllegalStateException("segments are sealed once and in order");
    }
    next = last ? Long.MAX_VALUE : index + 1;
    aead.seal(nonce(index, last), nothing, plain, sealed);
  }

  @Override
  public void open(long index, boolean last, ByteBuffer sealed, ByteBuffer plain) {
    aead.open(nonce(index, last), nothing, sealed, plain);
  }

  private ByteBuffer nonce(long index, boolean last) {
    if (index < 0 || index > 0xffff_ffffL) {
      throw new IllegalStateException("the counter of segments has 32 bits");
    }
    int counter = nonce.capacity() - 5;
    nonce.putInt(counter, (int) index).put(counter + 4, (byte) (last ? 1 : 0));
    return nonce.clear();
  }

  @Override
  public void close() {
    aead.close();
  }
}
