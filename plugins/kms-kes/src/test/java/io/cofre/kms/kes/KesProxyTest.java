package io.cofre.kms.kes;

import io.cofre.api.kms.KmsProvider;
import io.cofre.kms.http.testing.ProxyContract;
import io.cofre.kms.http.testing.TestAuthority;
import java.util.Map;

/// KES through web proxies, with the certificate of its client.
class KesProxyTest extends ProxyContract {
  @Override
  protected KmsProvider provider() {
    return new KesKmsProvider();
  }

  @Override
  protected Started startDouble() throws Exception {
    var authority = new TestAuthority();
    authority.writeRoot(home.resolve("ca.pem"));
    var server = new FakeKes(authority);
    var settings =
        Map.of("endpoints", server.uri(), "api-key", FakeKes.API_KEY, "tls-ca", "ca.pem");
    return new Started(settings, server);
  }
}
