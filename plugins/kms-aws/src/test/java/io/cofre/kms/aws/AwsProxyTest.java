package io.cofre.kms.aws;

import io.cofre.api.kms.KmsProvider;
import io.cofre.kms.http.testing.ProxyContract;
import io.cofre.kms.http.testing.TestAuthority;
import io.cofre.kms.http.testing.TlsFront;
import java.util.Map;

/// AWS KMS through web proxies.
class AwsProxyTest extends ProxyContract {
  @Override
  protected KmsProvider provider() {
    return new AwsKmsProvider();
  }

  @Override
  protected Started startDouble() throws Exception {
    var authority = new TestAuthority();
    var server = new KmsDouble("eu-central-1");
    var front = TlsFront.before(server.uri().getPort(), authority, authority.server());
    var settings =
        Map.of(
            "endpoint",
            "https://localhost:" + front.port(),
            "region",
            "eu-central-1",
            "access-key-id",
            KmsDouble.ID,
            "secret-access-key",
            KmsDouble.SECRET,
            "tls-ca",
            authority.writeRoot(home.resolve("ca.pem")).toString());
    return new Started(settings, front, server);
  }
}
