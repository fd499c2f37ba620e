package io.cofre.kms.gcp;

import io.cofre.api.kms.Kms;
import io.cofre.api.plugin.PluginContext;
import io.cofre.tck.fake.MemorySettings;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/// Opens the KMS on a loopback port, with more settings by key and value.
final class Gcp {
  static final String PROJECT = "projects/acme";
  static final String RING = PROJECT + "/locations/global/keyRings/cofre";

  private Gcp() {}

  static Kms open(String engine, int port, String... settings) {
    Map<String, String> all = new HashMap<>();
    all.put("engine", engine);
    all.put("project", "acme");
    all.put("endpoint", "http://127.0.0.1:" + port);
    for (int i = 0; i < settings.length; i += 2) {
      all.put(settings[i], settings[i + 1]);
    }
    var context = new PluginContext("main", Path.of("target"), InstantSource.system());
    return new GcpKmsProvider().open(MemorySettings.of(all), context);
  }

  static int freePort() {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
