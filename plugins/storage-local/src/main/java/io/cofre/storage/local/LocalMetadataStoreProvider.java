package io.cofre.storage.local;

import io.cofre.api.plugin.PluginContext;
import io.cofre.api.plugin.Setting;
import io.cofre.api.plugin.Settings;
import io.cofre.api.storage.MetadataStore;
import io.cofre.api.storage.MetadataStoreProvider;
import java.io.IOException;
import java.util.List;

/// Offers metadata in a RocksDB database below a local folder.
public final class LocalMetadataStoreProvider implements MetadataStoreProvider {

  @Override
  public String name() {
    return "local";
  }

  @Override
  public List<Setting<?>> settings() {
    return LocalSettings.all();
  }

  @Override
  public MetadataStore open(Settings settings, PluginContext context) throws IOException {
    return LocalMetadataStore.open(LocalSettings.read(settings, context), RocksLog::new);
  }
}
