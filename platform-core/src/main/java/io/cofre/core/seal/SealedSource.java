package io.cofre.core.seal;

import io.cofre.api.storage.Blob;
import io.cofre.api.storage.BlobRange;
import java.io.IOException;

/// Reads ranges of a sealed body from wherever it is stored.
@FunctionalInterface
public interface SealedSource {

  /// Open a range; the caller closes it.
  Blob read(BlobRange range) throws IOException;

  /// A body that is held in memory.
  static SealedSource of(byte[] sealed) {
    return new InlineSource(sealed);
  }
}
