package io.cofre.kms.kes;

import io.cofre.api.kms.Kms;
import io.cofre.api.plugin.PluginContext;
import io.cofre.tck.fake.MemorySettings;
import java.nio.file.Path;
import java.time.InstantSource;

/// Opens the KMS under test.
final class Kes {
  /// The seed 00 01 02 … 1f.
  static final String API_KEY = "kes:v1:AAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f";

  static final String IDENTITY = "a050837d85070582ccf7394b0988847cc312cb88259b894899f6f239cf1791a5";

  private Kes() {}

  static Kms open(Path home, String... settings) {
    return open(home, InstantSource.system(), settings);
  }

  static Kms open(Path home, InstantSource clock, String... settings) {
    return new KesKmsProvider()
        .open(MemorySettings.of(settings), new PluginContext("main", home, clock));
  }
}
