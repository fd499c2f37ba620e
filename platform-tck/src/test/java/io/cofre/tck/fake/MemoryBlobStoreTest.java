package io.cofre.tck.fake;

import io.cofre.api.storage.BlobStore;
import io.cofre.tck.BlobStoreContract;

final class MemoryBlobStoreTest extends BlobStoreContract {
  private final MemoryBlobStore store = new MemoryBlobStore();

  @Override
  protected BlobStore open() {
    return store;
  }

  @Override
  protected BlobStore reopen() {
    return store.reopen();
  }
}
