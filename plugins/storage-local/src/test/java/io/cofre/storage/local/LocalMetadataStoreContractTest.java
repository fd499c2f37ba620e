package io.cofre.storage.local;

import io.cofre.api.storage.MetadataStore;
import io.cofre.tck.MetadataStoreContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class LocalMetadataStoreContractTest extends MetadataStoreContract {
  @TempDir Path home;

  @Override
  protected MetadataStore open() throws IOException {
    return Opened.metadata(home);
  }

  @Override
  protected MetadataStore reopen() throws IOException {
    return Opened.metadata(home);
  }
}
