package io.cofre.tck.fake;

import io.cofre.api.storage.MetadataStore;
import io.cofre.tck.MetadataStoreContract;

final class MemoryMetadataStoreTest extends MetadataStoreContract {
  private final MemoryMetadataStore store = new MemoryMetadataStore();

  @Override
  protected MetadataStore open() {
    return store;
  }

  @Override
  protected MetadataStore reopen() {
    return store.reopen();
  }
}
