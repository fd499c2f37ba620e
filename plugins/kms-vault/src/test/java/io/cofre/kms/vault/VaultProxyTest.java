package io.cofre.kms.vault;

import io.cofre.api.kms.KmsProvider;
import io.cofre.kms.http.testing.ProxyContract;
import io.cofre.kms.http.testing.TestAuthority;
import io.cofre.kms.http.testing.TlsFront;
import java.util.Map;

/// Vault through web proxies.
class VaultProxyTest extends ProxyContract {
  @Override
  protected KmsProvider provider() {
    return new VaultKmsProvider();
  }

  @Override
  protected Started startDouble() throws Exception {
    var authority = new TestAuthority();
    authority.writeRoot(home.resolve("ca.pem"));
    var server = new FakeVault();
    var front = TlsFront.before(server.port(), authority, authority.server());
    var settings =
        Map.of(
            "endpoint",
            "https://localhost:" + front.port(),
            "token",
            FakeVault.ROOT,
            "tls-ca",
            "ca.pem");
    return new Started(settings, front, server);
  }
}
