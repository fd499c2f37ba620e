package io.cofre.storage.local;

import io.cofre.api.plugin.PluginContext;
import io.cofre.api.plugin.Setting;
import io.cofre.api.plugin.Settings;
import io.cofre.api.storage.BlobStore;
import io.cofre.api.storage.BlobStoreProvider;
import java.io.IOException;
import java.util.List;

/// Offers blobs in files below a local folder.
public final class LocalBlobStoreProvider implements BlobStoreProvider {

  @Override
  public String name() {
    return "local";
  }

  @Override
  public List<Setting<?>> settings() {
    return LocalSettings.all();
  }

  @Override
  public BlobStore open(Settings settings, PluginContext context) throws IOException {
    LocalSettings local = LocalSettings.read(settings, context);
    return LocalBlobStore.open(local, Disk.of(local.durability()));
  }
}
