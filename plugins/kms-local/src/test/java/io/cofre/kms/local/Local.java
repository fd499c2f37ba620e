package io.cofre.kms.local;

import io.cofre.api.kms.Kms;
import io.cofre.api.plugin.PluginContext;
import io.cofre.tck.fake.MemorySettings;
import java.nio.file.Path;
import java.time.InstantSource;

/// Opens the local KMS in a folder.
final class Local {
  private Local() {}

  static Kms open(Path home, String... settings) {
    return open(home, WrapLimit.OF_AES_GCM, settings);
  }

  static Kms open(Path home, WrapLimit limit, String... settings) {
    return LocalKmsProvider.open(
        MemorySettings.of(settings),
        new PluginContext("main", home, InstantSource.system()),
        limit);
  }
}
