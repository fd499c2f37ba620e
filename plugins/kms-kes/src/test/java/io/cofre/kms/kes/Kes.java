package io.cofre.kms.kes;

import io.cofre.api.kms.Kms;
import io.cofre.api.plugin.PluginContext;
import io.cofre.tck.fake.MemorySettings;
import java.nio.file.Path;
import java.time.InstantSource;

/// Opens the KMS under test.
final class Kes {
  private Kes() {}

  static Kms open(Path home, String... settings) {
    return open(home, InstantSource.system(), settings);
  }

  static Kms open(Path home, InstantSource clock, String... settings) {
    return new KesKmsProvider()
        .open(MemorySettings.of(settings), new PluginContext("main", home, clock));
  }
}
