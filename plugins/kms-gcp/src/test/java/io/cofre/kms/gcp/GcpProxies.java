package io.cofre.kms.gcp;

import io.cofre.api.kms.KmsProvider;
import io.cofre.kms.http.testing.ProxyContract;
import io.cofre.kms.http.testing.TestAuthority;
import io.cofre.kms.http.testing.TlsFront;
import io.cofre.kms.http.testing.WebProxy;
import io.grpc.BindableService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Google through web proxies: a service, and the place of the tokens.
abstract class GcpProxies extends ProxyContract {
  private final String engine;

  GcpProxies(String engine) {
    this.engine = engine;
  }

  abstract BindableService service();

  @Override
  protected KmsProvider provider() {
    return new GcpKmsProvider();
  }

  @Override
  protected Started startDouble() throws Exception {
    GoogleDouble google = TlsDouble.serve(service(), home, "google");
    var authority = new TestAuthority();
    Path ca = authority.writeRoot(home.resolve("ca.pem"));
    Files.writeString(ca, Files.readString(ca) + Files.readString(home.resolve("google.pem")));
    var tokens = new TokenServer(home);
    var front = TlsFront.before(tokens.port(), authority, authority.server());
    tokens.writeKey(home, "https://tokens." + WebProxy.DOMAIN + ":" + front.port());
    var settings =
        Map.of(
            "engine",
            engine,
            "project",
            "acme",
            "endpoint",
            "https://localhost:" + google.port(),
            "tls-ca",
            ca.toString(),
            "credentials-file",
            home.resolve("key.json").toString());
    return new Started(settings, google, front, tokens);
  }
}
