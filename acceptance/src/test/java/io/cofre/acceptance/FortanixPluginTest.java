package io.cofre.acceptance;

import io.cofre.kms.fortanix.fake.FakeDsm;
import io.cofre.kms.http.testing.LocalServer;
import io.cofre.kms.http.testing.LocalServer.ClientAuth;
import io.cofre.kms.http.testing.TestAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A server whose keys are in Fortanix DSM.
class FortanixPluginTest extends KmsPluginRules {

  private record Peer(FakeDsm fake, LocalServer server, Path folder) implements KmsPeer {
    @Override
    public String plugin() {
      return "kms-fortanix";
    }

    @Override
    public Map<String, String> settings() {
      return Map.of(
          "provider", "fortanix",
          "endpoint", server.uri(),
          "tls-ca", folder.resolve("ca.pem").toString(),
          "api-key", "${file:%s}".formatted(folder.resolve("api-key")));
    }

    @Override
    public void create(String key) throws Exception {
      fake.create(key);
    }

    @Override
    public void rotate(String key) throws Exception {
      fake.rotate(key);
    }

    @Override
    public List<String> secrets() {
      return List.of(FakeDsm.API_KEY);
    }

    @Override
    public void close() {
      server.close();
    }
  }

  @Override
  KmsPeer start(Path folder) throws Exception {
    var authority = new TestAuthority();
    authority.writeRoot(folder.resolve("ca.pem"));
    Files.writeString(folder.resolve("api-key"), FakeDsm.API_KEY);
    var fake = new FakeDsm();
    var tls = authority.context(authority.server());
    return new Peer(fake, LocalServer.https(tls, ClientAuth.WANT, fake), folder);
  }
}
