package io.cofre.storage.local;

import io.cofre.api.plugin.PluginContext;
import io.cofre.api.storage.BlobStore;
import io.cofre.api.storage.MetadataStore;
import io.cofre.tck.fake.MemorySettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;

/// Opens stores in the way the platform does, or with a part replaced.
final class Opened {
  private Opened() {}

  static MetadataStore metadata(Path home) throws IOException {
    return new LocalMetadataStoreProvider().open(MemorySettings.of("path", "data"), context(home));
  }

  static LocalMetadataStore metadata(Path home, ScriptedLog log) throws IOException {
    return LocalMetadataStore.open(settings(home), log::over);
  }

  static BlobStore blobs(Path home) throws IOException {
    return new LocalBlobStoreProvider().open(MemorySettings.of("path", "data"), context(home));
  }

  static BlobStore blobs(Path home, Disk disk) throws IOException {
    return LocalBlobStore.open(home.resolve("data/blobs"), disk, 0);
  }

  static PluginContext context(Path home) {
    return new PluginContext("test", home, InstantSource.system());
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static LocalSettings settings(Path home) {
    return new LocalSettings(home.resolve("data"), Durability.FULL);
  }
}
