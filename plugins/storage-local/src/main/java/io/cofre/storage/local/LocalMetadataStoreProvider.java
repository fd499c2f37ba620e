package io.cofre.storage.local;

import module cofre.api;
import module java.base;

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
