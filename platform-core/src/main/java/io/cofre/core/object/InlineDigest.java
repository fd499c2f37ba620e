package io.cofre.core.object;

import io.cofre.core.checksum.ContentDigest;
import io.cofre.core.checksum.Digests;

/// Digests on the thread that seals.
record InlineDigest(ContentDigest digest) implements BodyDigest {
  @Override
  public void accept(byte[] plain, int offset, int length) {
    digest.update(plain, offset, length);
  }

  @Override
  public void settle() {}

  @Override
  public Digests finish() {
    return digest.finish();
  }

  @Override
  public void close() {}
}
