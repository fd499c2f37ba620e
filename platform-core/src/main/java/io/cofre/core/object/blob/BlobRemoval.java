package io.cofre.core.object.blob;

import io.cofre.api.storage.BlobId;
import java.io.IOException;

/// Removes a blob that nobody refers to.
@FunctionalInterface
interface BlobRemoval {
  void remove(BlobId blob) throws IOException;
}
