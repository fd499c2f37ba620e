package io.cofre.kms.kmip;

import io.cofre.api.kms.Kms;
import io.cofre.api.plugin.PluginContext;
import io.cofre.kms.http.testing.TestAuthority;
import io.cofre.tck.fake.MemorySettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/// Opens the plugin before a server of loopback, with certificates of a test.
public record Peer(TestAuthority authority, Path home) {

  /// Make an authority, and a client's certificate: `ca.pem`, `client.pem`, `client.key`.
  public static Peer in(Path home) throws IOException {
    var authority = new TestAuthority();
    authority.writeRoot(home.resolve("ca.pem"));
    TestAuthority.write(authority.client("cofre"), home, "client");
    return new Peer(authority, home);
  }

  Map<String, String> settings(int port, String... more) {
    Map<String, String> settings =
        new HashMap<>(
            Map.of(
                "endpoint", "kmip://localhost:" + port,
                "tls-ca", "ca.pem",
                "tls-cert", "client.pem",
                "tls-key", "client.key",
                "timeout", "30s"));
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return settings;
  }

  Kms open(int port, String... more) {
    return new KmipKmsProvider()
        .open(
            MemorySettings.of(settings(port, more)),
            new PluginContext("main", home, InstantSource.system()));
  }

  Kms openLoggedIn(int port) {
    return open(port, "username", KmipDouble.USER, "password", KmipDouble.PASSWORD);
  }
}
