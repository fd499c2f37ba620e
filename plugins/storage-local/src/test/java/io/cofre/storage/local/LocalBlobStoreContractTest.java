package io.cofre.storage.local;

import io.cofre.api.storage.BlobStore;
import io.cofre.tck.BlobStoreContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class LocalBlobStoreContractTest extends BlobStoreContract {
  @TempDir Path home;

  @Override
  protected BlobStore open() throws IOException {
    return Opened.blobs(home);
  }

  @Override
  protected BlobStore reopen() throws IOException {
    return Opened.blobs(home);
  }
}
