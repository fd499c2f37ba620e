package io.cofre.storage.local;

import io.cofre.api.plugin.Provider;
import io.cofre.api.plugin.Settings;
import io.cofre.tck.ProviderContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

final class LocalMetadataStoreProviderTest extends ProviderContract {
  @TempDir Path home;

  @Override
  protected Provider provider() {
    return new LocalMetadataStoreProvider();
  }

  @Override
  protected void openAndClose(Provider provider, Settings settings) throws IOException {
    ((LocalMetadataStoreProvider) provider).open(settings, Opened.context(home)).close();
  }

  @Override
  protected Map<String, String> settings() {
    return Map.of("path", "elsewhere", "durability", "relaxed");
  }
}
