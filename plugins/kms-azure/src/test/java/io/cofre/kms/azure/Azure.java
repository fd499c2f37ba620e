package io.cofre.kms.azure;

import io.cofre.api.kms.Kms;
import io.cofre.api.plugin.PluginContext;
import io.cofre.kms.http.testing.TestAuthority;
import io.cofre.tck.fake.MemorySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/// Opens the plugin before a double.
record Azure(TestAuthority authority, Path home) {

  static Azure in(Path home) throws IOException {
    var authority = new TestAuthority();
    authority.writeRoot(home.resolve("ca.pem"));
    Files.writeString(home.resolve("token"), AzureDouble.ASSERTION + "\n");
    return new Azure(authority, home);
  }

  Map<String, String> settings(String uri, String... more) {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "endpoint",
                uri,
                "authority",
                uri,
                "identity-endpoint",
                uri,
                "tls-ca",
                home.resolve("ca.pem").toString(),
                "auth",
                "client-secret",
                "client-id",
                "app-1",
                "client-secret",
                AzureDouble.SECRET,
                "timeout",
                "30s"));
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return settings;
  }

  Kms open(String uri, String... more) {
    return new AzureKmsProvider()
        .open(
            MemorySettings.of(settings(uri, more)),
            new PluginContext("main", home, InstantSource.system()));
  }
}
