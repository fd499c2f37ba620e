package io.cofre.core.seal.v1;

import io.cofre.api.cipher.Aead;
import io.cofre.api.cipher.AeadShape;
import io.cofre.api.cipher.CipherProvider;
import io.cofre.api.cipher.DataKey;
import io.cofre.core.seal.format.Format;
import io.cofre.core.seal.format.Segments;
import java.nio.ByteBuffer;

/// Format 1; the package describes it byte for byte.
public final class V1Format implements Format {
  private static final long COUNTERS = 1L << 32;

  @Override
  public int number() {
    return 1;
  }

  @Override
  public int headerBytes(AeadShape shape) {
    return V1Header.bytes(shape);
  }

  @Override
  public long maxSegments(AeadShape shape) {
    return Math.min(COUNTERS, shape.maxSegments());
  }

  @Override
  public Segments begin(CipherProvider cipher, DataKey key, byte[] associated) {
    return segments(cipher, key, associated, V1Header.random(cipher.shape()));
  }

  @Override
  public Segments resume(CipherProvider cipher, DataKey key, byte[] associated, ByteBuffer header) {
    return segments(cipher, key, associated, V1Header.parse(cipher.shape(), header));
  }

  private static Segments segments(
      CipherProvider cipher, DataKey key, byte[] associated, V1Header header) {
    try (DataKey segmentKey =
        SegmentKeys.derive(key, header.salt(), associated, cipher.shape().keyBytes())) {
      Aead aead = cipher.open(segmentKey);
      return new V1Segments(aead, header);
    }
  }
}
