package io.cofre.acceptance;

import io.cofre.kms.ciphertrust.fake.FakeCipherTrust;
import io.cofre.kms.http.testing.LocalServer;
import io.cofre.kms.http.testing.LocalServer.ClientAuth;
import io.cofre.kms.http.testing.TestAuthority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A server whose keys are in CipherTrust Manager.
class CipherTrustPluginTest extends KmsPluginRules {

  private record Peer(FakeCipherTrust fake, LocalServer server, Path folder) implements KmsPeer {
    @Override
    public String plugin() {
      return "kms-ciphertrust";
    }

    @Override
    public Map<String, String> settings() {
      return Map.of(
          "provider", "ciphertrust",
          "endpoint", server.uri(),
          "tls-ca", folder.resolve("ca.pem").toString(),
          "username", FakeCipherTrust.USER,
          "password", "${file:%s}".formatted(folder.resolve("password")));
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
      return List.of(FakeCipherTrust.PASSWORD);
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
    Files.writeString(folder.resolve("password"), FakeCipherTrust.PASSWORD);
    var fake = new FakeCipherTrust();
    var tls = authority.context(authority.server());
    return new Peer(fake, LocalServer.https(tls, ClientAuth.WANT, fake), folder);
  }
}
