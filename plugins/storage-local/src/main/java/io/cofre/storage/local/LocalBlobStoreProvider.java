package io.cofre.storage.local;

import module cofre.api;
import module java.base;

/// Offers blobs in files below a local folder.
public final class LocalBlobStoreProvider implements BlobStoreProvider {
  private static final Setting<Long> RESERVE =
      Setting.size(
              "reserve",
              "How much of the disk blobs leave free, so that metadata can be written and objects"
                  + " deleted when it is full.")
          .or("128MiB");

  @Override
  public String name() {
    return "local";
  }

  @Override
  public List<Setting<?>> settings() {
    List<Setting<?>> all = new ArrayList<>(LocalSettings.all());
    all.add(RESERVE);
    return List.copyOf(all);
  }

  @Override
  public BlobStore open(Settings settings, PluginContext context) throws IOException {
    LocalSettings local = LocalSettings.read(settings, context);
    return LocalBlobStore.open(
        local.folder().resolve("blobs"), Disk.of(local.durability()), settings.get(RESERVE));
  }
}
