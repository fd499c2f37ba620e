package io.cofre.core.object;

import io.cofre.core.checksum.ContentDigest;
import io.cofre.core.checksum.Digests;
import io.cofre.core.seal.PlainTap;

/// Digests a plaintext while it is sealed; used and closed by one thread.
sealed interface BodyDigest extends PlainTap, AutoCloseable permits InlineDigest, BesideDigest {
  /// Bodies up to this length are digested on the thread that seals them.
  long INLINE = 128 * 1024;

  /// Begin one.
  static BodyDigest of(ContentDigest digest, long length) {
    return length <= INLINE ? new InlineDigest(digest) : new BesideDigest(digest);
  }

  /// What was computed, once the whole plaintext was seen.
  Digests finish();

  @Override
  void close();
}
