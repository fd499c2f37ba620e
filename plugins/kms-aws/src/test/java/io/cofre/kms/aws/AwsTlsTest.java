package io.cofre.kms.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cofre.api.kms.KeyContext;
import io.cofre.api.kms.KeyId;
import io.cofre.api.kms.Kms;
import io.cofre.api.kms.KmsException;
import io.cofre.api.kms.KmsException.Reason;
import io.cofre.kms.http.testing.LocalServer;
import io.cofre.kms.http.testing.LocalServer.ClientAuth;
import io.cofre.kms.http.testing.LocalServer.Reply;
import io.cofre.kms.http.testing.TestAuthority;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Over TLS with an authority of the test's own; the server knows no key and says so.
class AwsTlsTest {
  @TempDir Path home;
  private final TestAuthority authority = new TestAuthority();

  private LocalServer serve(TestAuthority authority) throws Exception {
    return LocalServer.https(
        authority.context(authority.server()),
        ClientAuth.NONE,
        _ -> Reply.json(400, "{\"__type\":\"NotFoundException\",\"message\":\"no such key\"}"));
  }

  private Kms open(LocalServer server) {
    return Aws.open(
        URI.create("https://127.0.0.1:" + server.port()),
        "tls-ca",
        home.resolve("ca.pem").toAbsolutePath().toString());
  }

  private static Reason reason(Kms kms) {
    return assertThrows(
            KmsException.class, () -> kms.generate(new KeyId("cofre"), KeyContext.EMPTY))
        .reason();
  }

  @Test
  void anAuthorityIsTrustedByAnOpenInstanceOnceItsFileHoldsIt() throws Exception {
    new TestAuthority().writeRoot(home.resolve("ca.pem"));
    try (LocalServer server = serve(authority);
        Kms kms = open(server)) {
      assertEquals(Reason.UNAVAILABLE, reason(kms));
      assertEquals(0, server.requests());
      authority.writeRoot(home.resolve("ca.pem"));
      assertEquals(Reason.KEY_NOT_FOUND, reason(kms));
      assertTrue(server.requests() > 0);
    }
  }

  @Test
  void aCertificateForAnotherNameIsRefused() throws Exception {
    authority.writeRoot(home.resolve("ca.pem"));
    var other = authority.named("elsewhere.example").build();
    try (LocalServer server =
            LocalServer.https(
                authority.context(other), ClientAuth.NONE, _ -> Reply.json(400, "{}"));
        Kms kms = open(server)) {
      assertEquals(Reason.UNAVAILABLE, reason(kms));
      assertEquals(0, server.requests());
    }
  }
}
