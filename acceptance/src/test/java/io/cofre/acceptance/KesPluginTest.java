package io.cofre.acceptance;

import io.cofre.acceptance.KmsPeer.Versions;
import io.cofre.kms.http.testing.TestAuthority;
import io.cofre.kms.kes.FakeKes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A server whose keys are in KES.
class KesPluginTest extends KmsPluginRules {
  @Override
  KmsPeer start(Path folder) throws Exception {
    var authority = new TestAuthority();
    var kes = new FakeKes(authority);
    Map<String, String> settings =
        Map.of(
            "endpoints", kes.uri(),
            "tls-ca", authority.writeRoot(folder.resolve("ca.pem")).toString(),
            "api-key", KmsPeer.secret(folder.resolve("api-key"), FakeKes.API_KEY));
    return new RunningPeer("kes", Versions.ONE, settings, List.of(FakeKes.API_KEY), kes);
  }
}
